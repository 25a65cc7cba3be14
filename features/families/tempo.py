"""When an account sends: gaps, hours, sessions. No time zone is needed for any of it."""

from features.declare import Feature, Quantity

# Gaps in whole powers of two of seconds, from below a second to half a day.
GAP_BINS = tuple(range(0, 17))


def _gap_bin(power: int) -> str:
    low, high = (0 if power == 0 else 2 ** (power - 1)) * 1_000_000, 2**power * 1_000_000
    if power == GAP_BINS[-1]:
        return f"count(*) filter (where gap_us >= {low})"
    return f"count(*) filter (where gap_us >= {low} and gap_us < {high})"


# A follow-up after an answer whose length is known: how long the reader took for it.
_PAUSED = "turn > 1 and idle_us >= 0 and answer_tokens is not null"
_PAUSE = "cast(round(log2(1 + greatest(0, idle_us) / 1e6) * 10000) as bigint)"
_ANSWER = "cast(round(log2(cast(1 as bigint) + answer_tokens) * 10000) as bigint)"

QUANTITIES = [
    *(
        Quantity(f"gap_{power}", f"Gaps under 2^{power} s, not in the bin before.", _gap_bin(power))
        for power in GAP_BINS
    ),
    *(
        Quantity(
            f"hour_{hour}",
            f"Exchanges from {hour}:00 UTC.",
            f"count(*) filter (where hour = {hour})",
        )
        for hour in range(24)
    ),
    Quantity("n_gaps", "Gaps between exchanges of one day.", "count(gap_us)"),
    Quantity("gap_log_sum", "Sum of log2(1 + gap in s), 1/10,000.",
             "sum(cast(round(log2(1 + gap_us / 1e6) * 10000) as bigint))"),
    Quantity("gap_log_square", "Sum of squares of what gap_log_sum adds up.",
             "sum(cast(power(round(log2(1 + gap_us / 1e6) * 10000), 2) as bigint))"),
    Quantity("gap_sum", "Gaps added up, whole seconds.",
             "sum(cast(round(gap_us / 1e6) as bigint))"),
    Quantity("gap_square", "Squares of gaps in whole seconds, added up.",
             "sum(cast(power(round(gap_us / 1e6), 2) as bigint))"),
    Quantity("n_overlaps", "Requests sent before the answer before had ended.",
             "count(*) filter (where idle_us < 0)"),
    Quantity("hours_on", "Distinct hours of the day with an exchange, added up over days.",
             "count(distinct hour)"),
    Quantity("quiet_sum_us", "Longest quiet stretch inside each day, added up.", "max(gap_us)"),
    Quantity("n_quiet_days", "Days with two exchanges or more.",
             "case when count(gap_us) > 0 then 1 else 0 end"),
    Quantity("span_us", "From a day's first to its last exchange, added up.",
             "max(at_us) - min(at_us)"),
    Quantity("n_weekend", "Exchanges on Saturday and Sunday, UTC.",
             "count(*) filter (where weekday >= 6)"),
    Quantity("n_first_turns", "Exchanges that open a session.", "count(*) filter (where turn = 1)"),
    Quantity("n_turns_known", "Exchanges with a turn.", "count(turn)"),
    Quantity("n_in_session", "Exchanges with a session.", "count(session_id)"),
    Quantity("n_latency_known", "Exchanges with a latency.", "count(latency_ms)"),
    Quantity("session_days", "Distinct sessions a day, added up.", "count(distinct session_id)"),
    Quantity("deepest_turn", "Deepest turn of a session.", "max(turn)", merge="max"),
    Quantity("read_fast", "Follow-ups within 10 s of the end of the answer before.",
             "count(*) filter (where idle_us >= 0 and idle_us < 10000000 and turn > 1)"),
    Quantity("n_pauses", "Pauses after an answer before the session goes on.",
             f"count(*) filter (where {_PAUSED})"),
    Quantity("pause_log_sum", "Sum of log2(1 + pause in s), 1/10,000.",
             f"sum({_PAUSE}) filter (where {_PAUSED})"),
    Quantity("pause_log_square", "Sum of squares of what pause_log_sum adds up.",
             f"sum(cast(power({_PAUSE}, 2) as bigint)) filter (where {_PAUSED})"),
    Quantity("answer_log_sum", "Sum of log2(1 + tokens of the answer before the pause), 1/10,000.",
             f"sum({_ANSWER}) filter (where {_PAUSED})"),
    Quantity("answer_log_square", "Sum of squares of what answer_log_sum adds up.",
             f"sum(cast(power({_ANSWER}, 2) as bigint)) filter (where {_PAUSED})"),
    Quantity("pause_answer_product", "Sum of products of the two logarithms, 1/10,000 squared.",
             f"sum({_PAUSE} * {_ANSWER}) filter (where {_PAUSED})"),
    Quantity("n_followups", "Exchanges that continue a session.",
             "count(*) filter (where turn > 1)"),
]  # fmt: skip

LINKS: list = []


def _entropy(names: list[str], total: str) -> str:
    """Entropy in bits of counts in columns `names`, from sums alone; NULL without any.

    Each term is of a share, so that one hour alone has exactly none: a difference of logarithms
    would leave its rounding, and a change against it would be of nothing.
    """
    terms = " + ".join(
        f"(case when {{{name}}} > 0 then {{{name}}} * log2({{{name}}} / {total}) else 0 end)"
        for name in names
    )
    return f"case when {total} > 0 then greatest(0, -({terms}) / {total}) end"


def _quantile(share: str) -> str:
    """The power of two below which a share of the gaps lies, from the bins' running sums."""
    seen, cases = "0", []
    for power in GAP_BINS[:-1]:
        seen = f"{seen} + {{gap_{power}}}"
        cases.append(f"when {seen} >= {share} * {{n_gaps}} then {power}")
    return f"case when {{n_gaps}} > 0 then case {' '.join(cases)} else {GAP_BINS[-1]} end end"


_GAP_MEAN = "({gap_sum} / cast(nullif({n_gaps}, 0) as double))"
_GAP_DEVIATION = (
    f"sqrt(greatest(0, {{gap_square}} / cast(nullif({{n_gaps}}, 0) as double)"
    f" - power({_GAP_MEAN}, 2)))"
)
_PAUSE_SPREAD = "(cast({n_pauses} as double) * {pause_log_square} - power({pause_log_sum}, 2))"
_ANSWER_SPREAD = "(cast({n_pauses} as double) * {answer_log_square} - power({answer_log_sum}, 2))"
# Sums of squares of at most ten thousand: what is left of equal values is rounding, far below 1.
_PAUSE_CORRELATION = (
    f"case when {{n_latency_known}} > 0 and {{n_pauses}} >= 3 and {_PAUSE_SPREAD} > 1000"
    f" and {_ANSWER_SPREAD} > 1000"
    " then greatest(-1, least(1, (cast({n_pauses} as double) * {pause_answer_product}"
    " - cast({pause_log_sum} as double) * {answer_log_sum})"
    f" / (sqrt({_PAUSE_SPREAD}) * sqrt({_ANSWER_SPREAD})))) end"
)
_GAP_NAMES = [f"gap_{power}" for power in GAP_BINS]
_HOUR_NAMES = [f"hour_{hour}" for hour in range(24)]
_COS = " + ".join(f"{{hour_{h}}} * cos(radians({15 * h}))" for h in range(24))
_SIN = " + ".join(f"{{hour_{h}}} * sin(radians({15 * h}))" for h in range(24))

FEATURES = [
    Feature(
        name="hour_entropy",
        family="tempo",
        what="Entropy of the hour of day over the window's exchanges.",
        why="People keep hours; queues run round the clock or in one block.",
        null="No exchange in the window.",
        evasion="medium",
        evasion_why="Idling at night loses a third of the throughput.",
        unit="bits",
        low=0,
        high=4.6,
        sql=_entropy(_HOUR_NAMES, "cast({n} as double)"),
        windows=(7, 28),
        sentence="Its hours of the day are spread by {value} bits (round the clock: 4.6)"
        " (comparable accounts: {cohort})",
    ),
    Feature(
        name="hour_concentration",
        family="tempo",
        what="Length of the mean vector of the hours on the clock: 1 is one hour, 0 round the day.",
        why="A person's day has a centre, whatever the time zone.",
        null="No exchange in the window.",
        evasion="medium",
        evasion_why="Copying a person's day idles the account for most of it.",
        unit="fraction",
        low=0,
        high=1,
        sql=f"case when {{n}} > 0 then least(1, sqrt(power({_COS}, 2) + power({_SIN}, 2))"
        " / cast({n} as double)) end",
        sentence="Its hours centre on one time of day by {value} (comparable accounts: {cohort})",
    ),
    Feature(
        name="hours_per_active_day",
        family="tempo",
        what="Distinct hours with an exchange, an active day.",
        why="A slow drip touches many hours of a day; a person sits down and gets up.",
        null="No exchange in the window.",
        evasion="medium",
        evasion_why="Bunching work makes bursts that the gaps show.",
        unit="hours",
        low=0,
        high=24,
        sql="{hours_on} / nullif(cast({active_days} as double), 0)",
        sentence="Active in {value} hours of a day (comparable accounts: {cohort})",
    ),
    Feature(
        name="exchanges_per_hour_on",
        family="tempo",
        what="Exchanges per hour in which there was one.",
        why="Conversation comes in clusters; a paced client sends singly.",
        null="No exchange in the window.",
        evasion="low",
        evasion_why="Send in clusters.",
        unit="exchanges",
        low=0,
        sql="{n} / nullif(cast({hours_on} as double), 0)",
        sentence="Sends {value} exchanges in an hour in which it sends"
        " (comparable accounts: {cohort})",
    ),
    Feature(
        name="gap_mean",
        family="tempo",
        what="Mean of log2(1 + seconds) between exchanges of a day.",
        why="Pace: machines are fast or evenly slow.",
        null="No two exchanges on one day of the window.",
        evasion="low",
        evasion_why="Waiting is free.",
        unit="log2 s",
        low=0,
        high=17,
        sql="{gap_log_sum} / 10000.0 / nullif({n_gaps}, 0)",
        sentence="Waits {value} s between exchanges, as a rule (comparable accounts: {cohort})",
    ),
    Feature(
        name="gap_spread",
        family="tempo",
        what="Standard deviation of log2(1 + seconds) between exchanges of a day.",
        why="People mix seconds with hours; a scheduler with jitter is narrower.",
        null="No two exchanges on one day of the window.",
        evasion="medium",
        evasion_why="Heavy-tailed waiting costs throughput.",
        unit="log2 s",
        low=0,
        high=9,
        sql="case when {n_gaps} > 0 then sqrt(greatest(0, {gap_log_square}"
        " - power({gap_log_sum}, 2) / {n_gaps}) / {n_gaps}) / 10000.0 end",
        sentence="Its waiting times vary by a factor of {value} (comparable accounts: {cohort})",
    ),
    Feature(
        name="gap_top_bin",
        family="tempo",
        what="Share of gaps in the fullest power-of-two bin.",
        why="A paced client's gaps fall into one bin.",
        null="No two exchanges on one day of the window.",
        evasion="low",
        evasion_why="Jitter over a factor of four hides it.",
        unit="fraction",
        low=0,
        high=1,
        sql="greatest("
        + ", ".join(f"{{{name}}}" for name in _GAP_NAMES)
        + ") / nullif(cast({n_gaps} as double), 0)",
        sentence="{value} of its waiting times are alike (comparable accounts: {cohort})",
    ),
    Feature(
        name="gap_below_second",
        family="tempo",
        what="Share of gaps below one second.",
        why="Nobody types a prompt in a second.",
        null="No two exchanges on one day of the window.",
        evasion="low",
        evasion_why="Waiting a second costs nothing.",
        unit="fraction",
        low=0,
        high=1,
        sql="{gap_0} / nullif(cast({n_gaps} as double), 0)",
        sentence="{value} of its requests follow within a second (comparable accounts: {cohort})",
    ),
    Feature(
        name="overlap_share",
        family="tempo",
        what="Share of requests sent before the account's answer before had ended.",
        why="One reader reads one answer at a time; pooled clients do not.",
        null="No two exchanges on one day of the window, or no latency.",
        evasion="low",
        evasion_why="Serialise the requests of an account.",
        unit="fraction",
        low=0,
        high=1,
        sql="case when {n_latency_known} > 0"
        " then {n_overlaps} / nullif(cast({n_gaps} as double), 0) end",
        sentence="{value} of its requests overlap the answer before"
        " (comparable accounts: {cohort})",
    ),
    Feature(
        name="weekend_share",
        family="tempo",
        what="Share of exchanges on Saturday and Sunday.",
        why="Offices rest, queues do not; both ways it tells groups apart.",
        null="No exchange in the window.",
        evasion="medium",
        evasion_why="Resting on weekends loses two days of seven.",
        unit="fraction",
        low=0,
        high=1,
        sql="{n_weekend} / nullif(cast({n} as double), 0)",
        sentence="{value} of its exchanges are on weekends (comparable accounts: {cohort})",
    ),
    Feature(
        name="followup_share",
        family="tempo",
        what="Share of exchanges that continue a session.",
        why="People react to answers; a harvest asks and leaves.",
        null="No turn in the log in the window.",
        evasion="medium",
        evasion_why="Follow-ups cost exchanges that bring little new.",
        unit="fraction",
        low=0,
        high=1,
        sql="{n_followups} / nullif(cast({n_turns_known} as double), 0)",
        sentence="{value} of its exchanges follow up on an answer (comparable accounts: {cohort})",
    ),
    Feature(
        name="fast_followup_share",
        family="tempo",
        what="Share of follow-ups within 10 seconds of the answer.",
        why="An answer takes time to read.",
        null="No follow-up in the window, or no latency.",
        evasion="low",
        evasion_why="Wait longer before the next turn.",
        unit="fraction",
        low=0,
        high=1,
        sql="case when {n_latency_known} > 0"
        " then {read_fast} / nullif(cast({n_followups} as double), 0) end",
        sentence="{value} of its follow-ups come within 10 s of the answer"
        " (comparable accounts: {cohort})",
    ),
    Feature(
        name="exchanges_per_session",
        family="tempo",
        what="Exchanges a session of a day.",
        why="Harvested questions stand alone.",
        null="No session in the window.",
        evasion="medium",
        evasion_why="Long sessions carry the history's tokens along.",
        unit="exchanges",
        low=0,
        sql="{n_in_session} / nullif(cast({session_days} as double), 0)",
        sentence="Has {value} exchanges a session (comparable accounts: {cohort})",
    ),
    Feature(
        name="day_span",
        family="tempo",
        what="Hours from the first to the last exchange of a day, mean over active days.",
        why="A dealt queue keeps an account on all day for few requests.",
        null="No exchange in the window.",
        evasion="low",
        evasion_why="Give each account a block of the day.",
        unit="hours",
        low=0,
        high=24,
        sql="{span_us} / 3600e6 / nullif(cast({active_days} as double), 0)",
        sentence="Spreads over {value} hours of a day (comparable accounts: {cohort})",
    ),
    Feature(
        name="gap_median",
        family="tempo",
        what="Median gap as a power of two of seconds, from bins (the bin's upper end).",
        why="Pace: machines are fast or evenly slow.",
        null="No two exchanges on one day of the window.",
        evasion="low",
        evasion_why="Waiting is free.",
        unit="log2 s",
        low=0,
        high=16,
        sql=_quantile("0.5"),
        sentence="Half of its gaps are shorter than {value} s (comparable accounts: {cohort})",
    ),
    Feature(
        name="gap_high",
        family="tempo",
        what="Nine of ten gaps are shorter than this power of two of seconds, from bins.",
        why="People leave for hours and come back; a queue does not.",
        null="No two exchanges on one day of the window.",
        evasion="low",
        evasion_why="Idle now and then.",
        unit="log2 s",
        low=0,
        high=16,
        sql=_quantile("0.9"),
        sentence="Nine of ten of its gaps are shorter than {value} s"
        " (comparable accounts: {cohort})",
    ),
    Feature(
        name="burstiness",
        family="tempo",
        what="Deviation less mean of the gaps over their sum, whole seconds"
        " (Goh and Barabasi 2008).",
        why="A clock has -1, chance 0, bursts 1: people come in bursts.",
        null="No two exchanges on one day of the window.",
        evasion="medium",
        evasion_why="Bursts need idle accounts between them.",
        unit="burstiness",
        low=-1,
        high=1,
        sql=f"case when {{n_gaps}} > 0 then ({_GAP_DEVIATION} - {_GAP_MEAN})"
        f" / nullif({_GAP_DEVIATION} + {_GAP_MEAN}, 0) end",
        sentence="Its gaps have burstiness {value}, from -1 (a clock) to 1 (bursts)"
        " (comparable accounts: {cohort})",
    ),
    Feature(
        name="longest_quiet",
        family="tempo",
        what="Longest quiet stretch between two exchanges of a day, mean over days, hours.",
        why="People stop to eat and to work; a paced queue does not.",
        null="No two exchanges on one day of the window.",
        evasion="low",
        evasion_why="Pause for some hours.",
        unit="hours",
        low=0,
        high=24,
        sql="{quiet_sum_us} / 3600e6 / nullif(cast({n_quiet_days} as double), 0)",
        sentence="Is quiet for up to {value} hours within a day (comparable accounts: {cohort})",
    ),
    Feature(
        name="single_turn_share",
        family="tempo",
        what="Share of sessions' openings among exchanges with a turn.",
        why="Harvested questions stand alone.",
        null="No turn in the log in the window.",
        evasion="medium",
        evasion_why="Follow-ups cost exchanges that bring little new.",
        unit="fraction",
        low=0,
        high=1,
        sql="{n_first_turns} / nullif(cast({n_turns_known} as double), 0)",
        sentence="{value} of its exchanges open a session (comparable accounts: {cohort})",
    ),
    Feature(
        name="deepest_turn",
        family="tempo",
        what="Deepest turn of a session.",
        why="Long conversations are people's and agents'.",
        null="No turn in the log in the window.",
        evasion="medium",
        evasion_why="Long sessions carry the history's tokens along.",
        unit="turns",
        low=1,
        sql="{deepest_turn}",
        sentence="Its longest session has {value} turns (comparable accounts: {cohort})",
    ),
    Feature(
        name="pause_mean",
        family="tempo",
        what="Mean of log2(1 + seconds) from the end of an answer to the next turn.",
        why="An answer takes time to read.",
        null="No pause after an answer in the window, or no latency.",
        evasion="low",
        evasion_why="Wait longer before the next turn.",
        unit="log2 s",
        low=0,
        high=17,
        sql="case when {n_latency_known} > 0"
        " then {pause_log_sum} / 10000.0 / nullif({n_pauses}, 0) end",
        sentence="Takes {value} s to go on after an answer, as a rule"
        " (comparable accounts: {cohort})",
    ),
    Feature(
        name="pause_follows_length",
        family="tempo",
        what="Correlation of log pause and log length of the answer before it.",
        why="Readers take longer for longer answers; a client does not read.",
        null="Fewer than three pauses after an answer in the window, no spread in either, or no"
        " latency.",
        evasion="medium",
        evasion_why="Waiting in proportion to each answer costs throughput.",
        unit="correlation",
        low=-1,
        high=1,
        sql=_PAUSE_CORRELATION,
        sentence="Its pauses follow the answers' length by {value} (comparable accounts: {cohort})",
    ),
]
