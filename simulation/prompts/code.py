"""Programming requests: one project a subject, with its language, stack and names."""

from __future__ import annotations

from simulation.prompts.grammar import Bank, entries
from simulation.prompts.names import NAME_RULES

# language: (frameworks and tools, file endings)
STACKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Python": (
        entries("FastAPI | Django | pandas | SQLAlchemy | Celery | pytest | asyncio"),
        (".py",),
    ),
    "TypeScript": (
        entries("React | Next.js | Express | Prisma | Vitest | NestJS"),
        (".ts", ".tsx"),
    ),
    "Go": (entries("net/http | gRPC | cobra | sqlc | goroutines | chi"), (".go",)),
    "Rust": (entries("tokio | serde | axum | clap | rayon | sqlx"), (".rs",)),
    "Java": (entries("Spring Boot | Hibernate | Maven | JUnit | Kafka Streams"), (".java",)),
    "C#": (entries("ASP.NET | Entity Framework | xUnit | Blazor | Dapper"), (".cs",)),
    "PHP": (entries("Laravel | Symfony | WordPress hooks | Composer"), (".php",)),
    "SQL": (entries("Postgres | MySQL window functions | dbt | SQLite | BigQuery"), (".sql",)),
    "Swift": (entries("SwiftUI | Combine | Core Data | XCTest"), (".swift",)),
    "C++": (entries("Qt | Boost | CMake | Eigen | gtest"), (".cpp", ".h")),
    "Bash": (entries("cron | awk | systemd units | rsync | jq"), (".sh",)),
    "Kotlin": (entries("Android Compose | Ktor | coroutines | Room"), (".kt",)),
}

PROJECTS = entries("""
    an invoice importer | a booking calendar | a chat widget | a warehouse scanner | a grade book
    a recipe site | a fleet tracker | a payroll export | a photo sorter | a ticket queue
    a weather bot
    a price watcher | a clinic roster | a podcast player | a sensor dashboard | a loyalty card app
    a document search | a tax calculator | a game launcher | a form builder | a map of bike lanes
    a backup script | a log viewer | a translation memory | a newsletter sender | a quiz app
""")

RULES: Bank = {
    **NAME_RULES,
    "code": entries("""
        {want} {where} {constraint}
        {problem} {where} {try} {ask}
        {where} {problem} {ask}
        {want} {constraint}
        {ask} {problem} {try}
        {review} {where} {constraint}
        {where} {want}
    """),
    "where": entries("""
        This is {stack} in {lang}, part of {project}.
        The project is {project} ({lang}, {stack}).
        Context: {project}, file {file}.
        It lives in {file} and is called from `{call}`.
        We use {lang} with {stack}; the class is {type}.
    """),
    "want": entries("""
        Write a function `{call}` that {task}.
        I need {lang} code that {task} and then {task}.
        How do I make `{call}` so that it {task}?
        Add a command to {project} that {task}.
        Convert {file} so that it {task} instead of what it does now.
        Show me how {stack} can be used to get something that {task}.
    """),
    "task": entries("""
        merges two lists of {noun}s by {field} | reads {noun}s from a CSV with {n2} columns
        retries {n1} times when the {noun} service is down | groups {noun}s by {field} and week
        removes {noun}s older than {n2} days | validates the {field} of each {noun}
        writes changed {noun}s to the {noun} table | streams {noun}s without loading all of them
        caches the {noun} lookup for {n2} minutes | sends {name} a mail when a {noun} has no {field}
        pages through {n4} {noun}s | locks the {noun} while {field} is updated
        parses a {field} such as "{coin}-{n3}" | splits the {noun}s into batches of {n3}
        shows the {field} of the last {n1} {noun}s | rounds {field} the way accountants do
        renames {field} to {field} everywhere | exports {noun}s as JSON lines
    """),
    "noun": entries("""
        invoice | booking | message | parcel | grade | recipe | vehicle | payment | photo | ticket
        reading | price | shift | episode | sensor | customer | page | receipt | player | form
        route
        archive | event | segment | subscriber | question | contract | order | session | device
    """),
    "field": entries("""
        status | due_date | author_id | weight | score | title | plate | amount | taken_at
        priority
        unit | currency | owner | length | serial | email | language | total | level | label
        distance
        checksum | starts_at | region | locale | answer | version | sku | expires_at | colour
    """),
    "verb": entries(
        "load | merge | sync | parse | build | check | fetch | split | rank | clean | store | map"
    ),
    "call": (
        "{verb}_{noun}_{field}",
        "{verb}_{noun}s",
        "{verb}_{field}_by_{noun}",
        "{verb}_all_{noun}s",
    ),
    "type": ("{coin}Store", "{coin}Client", "{coin}Worker", "{coin}Model", "{coin}Service"),
    "file": (
        "{noun}_{verb}er{ending}",
        "{noun}s/{field}{ending}",
        "{coin}{ending}",
        "src/{noun}{ending}",
    ),
    "problem": entries("""
        `{call}` returns {n2} {noun}s, expected {n2}.
        {error} in {file} line {n3}, but only when a {noun} has no {field}.
        The tests of `{call}` pass alone and fail together.
        After the update to version {n1}.{n2}, {stack} says: {error}.
        `{call}` takes {n2} seconds for {n4} {noun}s.
        The {field} of a {noun} is lost after `{call}`.
        {type} leaks memory: {n3} MB after {n1} hours of {noun}s.
        In {city} the {field} is off by {n1} hours, elsewhere it is right.
        Two workers pick up the same {noun} and overwrite its {field}.
    """),
    "error": entries("""
        a null reference on {field} | a deadlock on the {noun}s table | KeyError '{field}'
        a timeout
        "cannot convert {noun} to {field}" | an index out of range | a type mismatch on {field}
        a duplicate key for {noun} {n3} | a broken pipe | "unexpected token near {field}"
    """),
    "try": entries("""
        I tried to {verb} the {noun}s first. | Logging shows nothing. | {name} can't reproduce it.
        It worked before we added {field}. | Raising the limit to {n3} did not help.
        A lock around `{call}` made it worse. | I suspect {type}.
    """),
    "ask": entries("""
        What is the cause? | How do I fix it? | Where would you set a breakpoint? | Why?
        What is the idiomatic way in {lang}? | Can you write the fix and a test?
        Is {stack} the right tool here? | What am I missing about {field}?
    """),
    "constraint": entries("""
        No new dependencies. | It must stay under {n3} ms. | With type annotations, please.
        Keep the public names. | Add a test for an empty {noun}. | Only standard library.
        It runs on a machine with {n1} GB. | Explain the complexity. | Just the code.
        Handle a missing {field}. | {name} will review it, so keep it small.
        Python people read it.
    """),
    "review": entries("""
        Review this: `def {call}({field}, {noun}): return {noun}.{field} or {type}({n2})`.
        Is `for {noun} in {noun}s: {verb}({noun}.{field})` ok with {n4} of them?
        Name three problems of `{call}({field}=None, retries={n1})`.
        Rewrite `SELECT {field}, count(*) FROM {noun}s GROUP BY {field}` so that empty {field}s \
            are kept.
    """),
    "follow": entries("""
        {react} {try} {where}
        {react} {constraint} {try}
        {problem} {react}
        {react} {where}
        {where} {react} {constraint}
        {react} {try} {problem}
    """),
    "react": entries("""
        same error, now for `{call}` with {field} empty. What next?
        works, thanks. Now {verb} the {noun}s in the other direction, too.
        can you split `{call}` in two functions and keep {field}?
        please add a test with {n1} {noun}s where {field} is missing.
        why did you use {stack} here and not a plain loop over {noun}s?
        the {field} is a string in {file}, not a number. Update the code.
        {name} wants it without {type}. Possible?
        shorter please, and log the {field} of every {noun} that fails.
    """),
    "agent": entries("""
        Run the tests in {file} and fix what fails around `{call}`. {constraint}
        Implement issue {n3}: the command should be one that {task}. Start with {file}.
        Find every use of `{call}` in {project} and replace it by {type}. {constraint}
        The build of {project} fails with {error}. {where} Work until it is green. {try}
        Open {file}, look at {type}, and move the {field} logic into `{call}`. {constraint}
        Add an endpoint for {noun}s that {task}, with tests and docs. {where} {constraint}
    """),
    "agent_step": entries("""
        {step}; then {step2}
        {step} {try} {where}
        {step}; then {step2} {constraint}
        {step}; then {step2} {try}
        {step} {problem}
        {step}
    """),
    "step": entries("""
        tool result: {n1} failed, {n2} passed in {file}; first: {error} in `{call}`
        tool result: wrote {file} ({n3} lines changed, {field} kept)
        tool result: grep `{call}`: {n2} hits in {file}, {n1} in the tests of {type}
        go on, but do not touch {file}, {name} is working on {field} there
        tool result: {file}:{n3}: {error}
        ok, commit that with a message about {field} and continue with `{call}`
        tool result: exit code {n1}, last line: {error} while loading {noun} {n3}
    """),
}
