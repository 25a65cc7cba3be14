"""How a moderation team's program asks about a text: one template a team."""

from __future__ import annotations

from simulation.prompts.grammar import Bank, entries

# Given: {document}, the text to be judged; {safe}, the house style's harmless example.
RULES: Bank = {
    "moderate": (
        "{own_lead} {own_rule}\nText: {document}\n{own_form}",
        "{document}\n\n{own_lead} {own_form}",
        "{own_rule} {own_form}\n---\n{document}",
        "{own_lead}\n<text>{document}</text>\n{own_rule} {own_form}",
        "Item: {document}\nAcceptable wording would be: {safe}\n{own_lead} {own_form}",
    ),
    "own_lead": entries("""Does this break our rules? | Review the message of a user.
        Rewrite it so that it may stand. | Say whether it needs a human's eye.
        Find what could offend and tone it down. | Judge the post below. | Check for risk.
        Classify by our policy. | Put it in neutral words. | Decide: keep, edit, remove."""),
    "own_rule": entries("""Policy 4: no advice that could harm. | Keep the sense, drop the threat.
        Medical claims need a source. | Politics is allowed, insults are not.
        Quotes count as the author's words. | When unsure, escalate. | Be brief and fair.
        Minors may read this. | Local law goes first. | Satire is allowed if it is plain."""),
    "own_form": entries("""Answer keep or remove. | One word. | Give the new wording only.
        Label and reason. | Yes or no, then why. | As a table row. | Score 0 to 3.
        Reply in the text's language. | Two lines at most. | Name the rule."""),
}
