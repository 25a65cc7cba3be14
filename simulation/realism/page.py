"""The report as one page that needs nothing else: tables, and plots inside."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from simulation.realism.plots import CAPTIONS
from simulation.realism.report import Report
from simulation.realism.tables import TextTable, tables_of

_STYLE = """
:root { color-scheme: light dark; --text: #1c1c1c; --ground: #ffffff; --line: #d5d5d5;
  --weak: #5c5c5c; --bad: #b3261e; --good: #1b6e3c; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --ground: #16181b;
  --line: #3a3d42; --weak: #a5a9b0; --bad: #ff8f86; --good: #7fd6a0; } }
body { margin: 2rem auto; max-width: 66rem; padding: 0 1rem; background: var(--ground);
  color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h2 { font-size: 1.05rem; margin: 2.2rem 0 .4rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--weak); font-weight: 600; }
p.note, figcaption { color: var(--weak); margin: .4rem 0; }
.bad { color: var(--bad); font-weight: 600; } .good { color: var(--good); }
figure { margin: 2rem 0; } img { max-width: 100%; background: #ffffff; border-radius: 4px; }
"""


def page_of(report: Report, plots: dict[str, bytes]) -> str:
    """HTML text. All text is escaped; plots stand inside as data, so that one file is enough."""
    p = report.population
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Realism of a simulated log</title><style>{_STYLE}</style></head><body>",
        "<h1>Realism of a simulated log</h1>",
        f"<p>{p.exchanges:,} exchanges of {p.accounts:,} accounts, "
        f"{escape(p.first_day)} to {escape(p.last_day)}. "
        "Marks: <span class=good>ok</span>, <span class=bad>ABOVE</span> a bound, "
        "<span class=bad>TOO EASY</span> for one column alone.</p>",
        *(_table(table) for table in tables_of(report)),
        *(_figure(name, png) for name, png in plots.items()),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _table(table: TextTable) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    rows = "\n".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in table.rows)
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    return (
        f"<h2>{escape(table.title)}</h2>"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"</div>{note}"
    )


def _cell(text: str) -> str:
    kind = {"ok": "good", "ABOVE": "bad", "TOO EASY": "bad"}.get(text)
    return f'<td class="{kind}">{escape(text)}</td>' if kind else f"<td>{escape(text)}</td>"


def _figure(name: str, png: bytes) -> str:
    caption = escape(CAPTIONS[name])
    return (
        f'<figure><img alt="{caption}" src="data:image/png;base64,{b64encode(png).decode()}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
