"""Templates of honest batch jobs: one company's is one of tens of thousands.

Given: {document} {target} {n} {question} {one} {two} {message}. Everything else starts with `own_`
and is chosen once an account, the layout too, so that an account has one template a job.
"""

from __future__ import annotations

import re

from simulation.prompts.grammar import Bank, entries
from simulation.prompts.names import NAME_RULES

TARGETS = entries("""English | German | French | Spanish | Portuguese | Italian | Dutch | Polish | Turkish
Japanese | Chinese | Korean | Swedish | Danish | Finnish | Czech | Hungarian | Greek | Romanian | Arabic
Vietnamese | Indonesian | Ukrainian | Norwegian""")

_LAYOUTS = {
    "translate": """{own_translate_lead} {target}. {own_translate_rule} ¶ {document} {own_check}
        {document} ¶ {own_tag} ¶ {own_translate_lead} {target}. {own_translate_rule} {own_check}
        {own_tag} {own_product} {own_translate_lead} {target}: {document}
        {own_tag} source: {document} ¶ target: {target} ¶ {own_translate_rule} {own_check}
        [{target}] {document} ¶ {own_translate_rule} {own_output} {own_check}
        {own_tag} {own_translate_rule} {own_output} ¶ {own_translate_lead} {target}. ¶ --- ¶ {document}
        {own_translate_lead} {target} ¶ <text>{document}</text> ¶ {own_product} {own_check}
        {own_tag} {own_product} {own_translate_rule} ¶ ¶ {document} ¶ ¶ => {target}
        {own_translate_lead} {target}, {own_output} {document} {own_check}
        {own_tag} text: {document} ¶ {own_product} {own_translate_rule} Into {target}.""",
    "classify": """{own_classify_lead} {own_labels} ¶ {document} ¶ {own_output} {own_check}
        {document} ¶ {own_tag} ¶ {own_classify_lead} {own_labels} {own_check}
        {own_product} {own_classify_lead} {own_labels} {own_output} ¶ Text: {document}
        {own_tag} {document} ¶ {own_labels} {own_output} {own_check}
        {own_labels} {own_classify_rule} ¶ --- ¶ {document} ¶ --- ¶ {own_output} {own_check}
        {own_tag} {own_classify_lead} {own_classify_rule} ¶ <item>{document}</item> ¶ {own_labels}
        Input: {document} ¶ {own_classify_rule} {own_labels} ¶ {own_check} ¶ Label:
        {own_product} {own_labels} ¶ {document} ¶ {own_classify_rule}
        {own_output} {own_labels} {own_tag} ¶ {document} {own_check}
        {own_classify_rule} {own_product} ¶ {own_classify_lead} {own_labels} ¶ >> {document}""",
    "synthetic": """{own_tag} {own_synthetic_lead} {n} {own_records} ¶ {document} ¶ {own_synthetic_rule}
        {document} ¶ {own_tag} ¶ {own_synthetic_lead} {n} {own_records} {own_output}
        {own_product} {own_synthetic_lead} {n} {own_records} {own_synthetic_rule} {document}
        {own_tag} n={n} ¶ {own_synthetic_rule} ¶ seed: {document} ¶ wanted: {own_records} {own_check}
        {own_synthetic_rule} {own_output} ¶ {own_synthetic_lead} {n} {own_records} ¶ Source: {document}
        Passage: {document} ¶ {own_product} Give us {n} {own_records} {own_check}
        {own_tag} {own_synthetic_lead} {n} {own_records} {own_output} ¶ <seed>{document}</seed>
        {own_product} {own_synthetic_rule} ¶ {document} ¶ {n} {own_records}
        {n} {own_records} {own_tag} ¶ {document} ¶ {own_synthetic_rule} {own_output}""",
    "testset": """{own_test_lead} {question} {own_test_end} {own_check}
        {question} ¶ {own_tag} {own_test_end} {own_check}
        {own_tag} {own_test_lead} ¶ {question} {own_check}
        Question: {question} ¶ {own_test_rule} {own_test_end} {own_check}
        {own_tag} {own_test_rule} ¶ ¶ {question} ¶ ¶ {own_test_end} {own_check}
        {question} {own_test_rule} {own_check}
        {own_tag} {own_test_lead} {own_test_rule} ¶ {own_check} ¶ Q: {question} ¶ A:
        {question} {own_test_rule} {own_test_end} {own_check}
        {own_tag} <q>{question}</q> ¶ {own_test_lead} {own_test_end} {own_check}""",
    "rating": """{own_rating_lead} ¶ {question} ¶ 1) {one} ¶ 2) {two} ¶ {own_rating_rule} {own_check}
        {own_tag} task {n} ¶ {question} ¶ reply one: {one} ¶ reply two: {two} ¶ {own_rating_end} {own_check}
        {own_tag} I gave {n}. {own_rating_lead} Question: {question} Reply: {one} {own_rating_end} {own_check}
        {question} ¶ {own_tag} {one} ¶ {own_rating_rule} {own_rating_end} {own_check}
        {own_rating_rule} Which is better for '{question}'? First: {one} Second: {two} {own_check}
        {own_tag} {own_rating_lead} {own_rating_rule} ¶ prompt: {question} ¶ left: {one} ¶ right: {two} {own_check}
        Does '{one}' answer '{question}'? {own_rating_rule} {own_rating_end} {own_check}
        {own_tag} item {n}: {question} ¶ A {one} ¶ B {two} ¶ {own_rating_lead} {own_rating_end} {own_check}
        {own_rating_lead} '{two}' was written for '{question}'. {own_rating_rule} {own_check}""",
    "evaluate": """{own_product} {own_evaluate_lead} ¶ User: {question} ¶ A: {one} ¶ B: {two} ¶ {own_evaluate_end}
        {own_tag} {own_evaluate_lead} ¶ Question: {question} ¶ Reply: {one} ¶ {own_evaluate_rule} {own_evaluate_end}
        Expected: {two} ¶ Actual: {one} ¶ Question was: {question} ¶ {own_evaluate_end} {own_check}
        {own_tag} {question} | {one} | {two} ¶ {own_evaluate_rule} {own_evaluate_end} {own_check}
        {own_evaluate_rule} {own_product} ¶ Q {question} ¶ old: {one} ¶ new: {two} ¶ {own_evaluate_end}
        {own_tag} Our bot was asked '{question}' and said '{one}'. {own_evaluate_lead} {own_evaluate_end} {own_check}
        {own_evaluate_lead} {own_evaluate_rule} ¶ input: {question} ¶ output: {one} {own_check}
        {own_tag} {question} ¶ --- ¶ {one} ¶ --- ¶ {two} ¶ --- ¶ {own_evaluate_lead} {own_evaluate_end} {own_check}
        release check: {question} ¶ before: {two} ¶ after: {one} ¶ {own_product} {own_evaluate_rule} {own_check}""",
    "support": """{own_product} {own_support_lead} {own_support_rule} ¶ Customer: {message}
        {own_tag} {own_support_lead} ¶ {message} ¶ {own_support_rule} {own_sign}
        {message} ¶ {own_tag} ¶ {own_support_lead} {own_support_rule} {own_check}
        ticket: {message} ¶ {own_support_rule} {own_sign} {own_check}
        {own_product} {own_support_rule} ¶ <message>{message}</message> ¶ {own_sign}
        {own_tag} {own_support_rule} {own_support_lead} {own_sign} ¶ --- ¶ {message}
        Incoming: {message} ¶ {own_product} {own_support_lead} {own_check}
        {own_support_lead} {own_sign} ¶ {message} ¶ {own_product}
        {own_tag} {own_product} ¶ Q: {message} ¶ {own_support_rule} ¶ A:""",
    "extract": """{own_extract_lead} {own_fields} ¶ {document} ¶ {own_output} {own_check}
        {document} ¶ {own_tag} ¶ {own_fields} {own_extract_rule} {own_check}
        {own_product} {own_extract_lead} {own_fields} {own_output} ¶ {document}
        {own_tag} {document} ¶ fields: {own_fields} {own_output} {own_check}
        {own_extract_rule} {own_fields} ¶ --- ¶ {document} {own_check}
        {own_tag} {own_fields} {own_output} ¶ <doc>{document}</doc> ¶ {own_extract_rule}
        {own_extract_lead} {own_extract_rule} ¶ {document} ¶ {own_fields} {own_check}
        Record: {document} ¶ {own_product} {own_extract_lead} {own_fields}
        {own_tag} {own_output} {own_extract_rule} {own_fields} ¶ text: {document}""",
}

_OWN = {
    "own_check": """Check twice. | Thanks. | Be exact. | Do not chat. | Follow the house style. | As always. | Be quick.
        Mind the details. | Same as last time. | Consistency matters. | No extras. | One attempt. | Stay neutral. | Keep it plain.
        This is automatic. | A person will check it. | Log your doubts. | Use common sense. | Work carefully. | End of order.
        Nothing else.""",
    "own_product": """We run {own_firm}, a shop for garden tools. | {own_firm} sells spare parts for bicycles.
        You work for {own_firm}, a travel agency. | {own_firm} insures pets. | {own_firm} hosts web sites.
        {own_firm} is a bank for farmers. | {own_firm} lets holiday flats. | {own_firm} makes hearing aids.
        {own_firm} delivers groceries. | {own_firm} runs a ferry line. | {own_firm} publishes school books.
        {own_firm} is a clinic for eyes. | {own_firm} rents tools. | {own_firm} sells tickets. | {own_firm} repairs phones.
        {own_firm} trades in coffee. | {own_firm} teaches languages online. | {own_firm} builds kitchens.
        {own_firm} leases vans. | {own_firm} brews beer. | {own_firm} matches tutors and pupils. | {own_firm} sells solar roofs.""",
    "own_firm": "{coin} | {coin} Group | {coin} GmbH | {coin} Ltd | {coin} {city} | {coin} and {name} | {name} {coin}",
    "own_tag": """#{n3} | job {n4} | [{coin}] | {coin}/{n2} | v{n1} | run {n3}: | batch {n2} | {coin}: | id {n4} | * | step {n1}
        {coin}-{n3} | (auto) | --{coin}-- | stage {n1} of 9 | queue {coin} | q{n2} | {year}-{n2} | ## | profile {coin}""",
    "own_output": """One word. | Answer in JSON. | Only the result. | No comment. | As a table row. | Lower case. | On one line.
        In quotes. | Tab separated. | End with a full stop. | Start with 'OUT:'. | Without spaces around. | As plain text.
        As a list. | Key and value. | Never explain. | Prefix it with {coin}. | Keep it under {n2} words. | YAML. | Between two stars.
        Leave blank if unsure. | Then a score of confidence.""",
    "own_translate_lead": """Translate into | Render this in | Put the text below into | Localise for readers of | Convert to
        Give a faithful version in | Rewrite in | Produce | Please translate to | Work from the source into | Our site needs this in
        Make a version in | Adapt for the market that speaks | The help page must appear in | Subtitle text to
        Turn this into | Deliver in | Interpret in | Needed in | For our catalogue, translate to | Express it in""",
    "own_translate_rule": """Keep names and numbers. | Formal register. | Informal, second person. | Keep line breaks. | British units.
        Do not translate brand names. | Use our glossary: {coin} stays {coin}. | At most {n2} characters a line. | No slang.
        Metric units. | Friendly tone. | Keep the tags. | Legal precision first. | Shorten where you can. | Keep sentence order.
        Leave quotes as they are. | Dates as day, month, year. | Prefer short words. | Mark doubts with two stars.
        Gender-neutral wording. | Add nothing. | Currency stays.""",
    "own_classify_lead": """Label the text. | Which team handles this? | What is it about? | Sort the message. | Choose a code.
        Sentiment of the following. | Route this. | Decide the category. | Tag it. | Assess the urgency. | What does the writer want?
        Does it contain personal data? | Is this spam? | Give the topic. | File it. | Pick one. | Assign a queue. | Which form is meant?
        Say what kind of text this is. | Grade the tone. | Find the reason for contact.""",
    "own_labels": """complaint, question, praise, other. | billing, delivery, technical, returns. | positive, neutral, negative.
        yes or no. | low, medium, high. | A, B, C or D. | sport, culture, economy, local. | refund, exchange, advice, none.
        sales, service, press. | spam, fine, unsure. | safe, check, block. | parts, repair, warranty, price. | code {n1} to {n2}.
        news, mail, review, manual. | public, internal, secret. | urgent, today, later. | person, firm, office. | new, open, done.
        hotel, flight, car, insurance. | bug, wish, question. | angry, calm, happy. | food, drink, household. | {coin} A, {coin} B, other.""",
    "own_classify_rule": """If two fit, take the first. | Unclear ones go to other. | Judge the last sentence most. | Ignore greetings.
        Irony counts as negative. | Only what is written, no guesses. | Prices mean billing. | Two labels at most. | Empty text: other.
        Names do not matter. | Decide by the wish, not the mood. | Treat forwarded mails like new ones. | Mixed is neutral.
        Threats are urgent. | When in doubt ask for a person. | Language does not matter. | Long texts: the main part.
        Quotes do not count. | Do not be lenient. | Follow rule {n1} of the handbook. | Numbers alone: other.""",
    "own_synthetic_lead": """Generate | Write | Produce | Invent | Draft | Make | Compose | Supply | Create for our tests | Come up with
        Simulate | For the demo we need | Add | Fill the sandbox with | Derive | Extend the sample by | Give | Build | Prepare
        Assemble | Spin""",
    "own_records": """customer messages, varied in tone. | question-answer pairs. | paraphrases, one a line. | realistic records.
        reviews with one to five stars. | calls to the hotline. | search queries. | product descriptions. | misspelt versions.
        short dialogues. | subject lines. | chat openings. | order notes. | complaints, polite to rude. | FAQ entries.
        summaries of different length. | titles. | survey answers. | fault reports. | booking requests. | invoices as text.
        push messages.""",
    "own_synthetic_rule": """No real names. | Ages {n2} and up. | Half of them short. | Typos in some. | All about {own_firm}.
        Mixed moods. | No repeats. | Dates in {year}. | Mention {city}. | Include two odd ones. | Keep facts of the text.
        Different openings. | No greetings. | Some in capitals. | Amounts under {n3}. | One question each. | First person.
        As from a phone. | Old and new customers. | Nothing legal. | Plain words.""",
    "own_test_lead": """Answer the following question. | Solve it. | Exam item. | Please reply to this. | Work it out. | Item:
        Read carefully. | Choose well. | You take a test. | Here is a problem. | Task: | Closed book. | Respond to the item.
        Benchmark entry. | Below is one question. | Give your best answer. | No tools. | Evaluation of {coin}. | Next question.
        Zero-shot. | Consider this.""",
    "own_test_rule": """Think step by step. | Reason first. | Be brief. | Show the work. | No explanation. | Use whole numbers.
        Two decimals. | Check units. | Guess if you must. | Do not refuse. | At most {n2} words. | Plain text. | Work in silence.
        State assumptions. | Take your time. | Explain in one line. | Only known facts. | Numbers as digits. | Name the rule.
        First the idea. | Avoid rounding before the end.""",
    "own_test_end": """Final answer after ####. | Answer: | Then write 'The answer is' and the answer. | Put it in brackets.
        Last line: result only. | Finish with DONE. | Result in bold. | Answer in tags. | End with 'Final:'. | => ?
        The last word is the answer. | Return the value. | Conclude. | Box it. | Solution: | Write ANSWER and stop.
        Only the last line counts. | One token at the end. | Reply: | Close with the number. | Result ->""",
    "own_rating_lead": """Please check my rating. | Second opinion needed. | Compare the two. | Guideline question. | Rate with me.
        Which one would you take? | I'm not sure here. | Calibrate me. | Shift {n1}, item below. | Was I too strict? | Project {coin}.
        Consensus round. | Look at both replies. | For my notes: | Sanity check. | Training item. | Before I submit: | Is this a tie?
        Hard one. | Does the rule apply? | From my queue today.""",
    "own_rating_rule": """Truth before style. | Length must not matter. | Rule {n1}: harm first. | Ignore typos. | Ties are allowed.
        Seven is best. | Follow the asker's wish. | Partly right is {n1}. | Refusals get the lowest. | Sources count.
        Judge as a layman. | Look for made-up facts. | Format is minor. | Correct but rude is average. | No halves.
        Use the table on page {n2}. | Brevity is a plus. | Only the last turn. | Mark unsafe ones. | Quote the fault. | One reason.""",
    "own_rating_end": """Agree? | Your score? | One or two? | Better, worse, same? | In a sentence please. | Short reason. | Why not {n1}?
        Fully or only in part? | What did I miss? | Yes or no. | Which rule? | Thanks. | So {n1} of 7? | Left or right? | Explain.
        Final word? | How sure? | Flag it? | Keep my score? | Then the next. | Name the weak point.""",
    "own_evaluate_lead": """Compare the answers of our assistant. | Is the reply correct and polite? | Regression test. | Judge the bot.
        Nightly run. | Did the new version get worse? | Check against the handbook. | Quality gate. | Would a customer be content?
        Side by side. | Test case {n3}. | Evaluate for release {n1}. | Grade our helper. | Blind comparison. | Acceptance test.
        Verify the reply. | Look for wrong prices. | Monitor sample. | A/B of prompts. | Weekly review. | Spot check.""",
    "own_evaluate_rule": """Our tone is friendly. | Wrong facts fail. | It must name a next step. | No promises. | Prices need a source.
        Politeness counts half. | Two sentences at most. | It may say it does not know. | Must not mention rivals.
        Same meaning is a pass. | Ignore case. | Numbers must match. | Links are fine. | Never blame the customer.
        Reply in the user's language. | Off topic fails. | Refusals are neutral. | Check the unit. | Hedge words cost a point.
        Must fit a phone screen. | Safety first.""",
    "own_evaluate_end": """Winner (A, B or tie): | Score 1 to 5. | Pass or fail, with a reason. | Verdict: | 0 or 1. | Better one?
        Grade: | Percent: | Green, amber, red. | Ship it? | Delta from -3 to 3. | OK / not OK. | Number only. | Which line is wrong?
        Result: | Rank them. | One label. | True or false. | Stars: | Accept? | Reason, then result.""",
    "own_support_lead": """Answer the customer. | Draft a reply. | Reply as our desk. | Help this person. | Write back.
        Solve it or hand over. | First line support. | Suggest a macro. | Respond. | Prepare an answer for a colleague.
        You are the night shift. | Chat reply please. | Mail reply please. | Short answer for the app. | Calm them down.
        Give the next step. | Explain what happens now. | Find out what is missing. | Offer a fix. | Ask one question back.
        Answer from the manual.""",
    "own_support_rule": """Refunds within {n2} days. | Never promise dates. | Use first names. | Formal address. | Under {n2} words.
        Link to page {n2}. | Warranty lasts {n1} years. | Ask for the order number. | No discounts. | Apologise once.
        Hand over if angry. | Opening hours {n1} to {n2}. | Say thanks. | Same language. | No blame. | Offer a call.
        Shipping costs {n1} euros. | Do not name staff. | Repeat the problem first. | Use lists. | Check the serial number.""",
    "own_sign": """Sign as {name}. | Sign as the {coin} team. | No signature. | Close with kind regards. | End with case {n4}.
        Best, {name}. | Your {coin}. | Greetings from {city}. | Add our hours. | Sign with initials. | Cheers at the end.
        Finish with a survey link. | Yours, {coin} care. | Thank them at the end. | Sign as desk {n1}. | Regards, {coin} {city}.
        Wish a good day. | Leave the name open. | Sign as bot. | End politely.""",
    "own_extract_lead": """Extract | Read the text and list | Fill the form: | Pull out | Find | Give us | Collect | We need | Parse | Return
        Note down | Spot | Record | Capture | Look up | Enter | Pick out | Mark | Write out | Identify | Gather""",
    "own_extract_rule": """Missing ones stay empty. | No guesses. | Dates as year, month, day. | Keep the spelling. | Amounts as numbers.
        Only the first of each. | All of each. | Drop duplicates. | In order of the text. | Names with title. | Euro amounts only.
        Quote the place. | Ignore the footer. | Round nothing. | Phone numbers without blanks. | Mark doubts. | Upper case.
        Units apart. | Split first and last name. | Sort by date. | Ignore quoted mails.""",
    "own_fields": """people, places, numbers. | name, city, amount. | date, sender, request. | product, fault, wish. | order, device, town.
        who, what, when. | firm, sum, due day. | title, author, year. | all prices. | every place. | event and date.
        persons with role. | complaint and cause. | numbers with unit. | keywords, up to {n1}. | a headline. | main claim.
        address and contact. | model and serial. | open points. | deadlines. | {coin} code, place, count.""",
}


def _layouts(text: str) -> tuple[str, ...]:
    # Layouts keep their own bars, so they are one a line here; `¶` is a line break.
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(
        line.replace(" ¶ ", "\n").replace(" ¶", "\n").replace("¶ ", "\n") for line in lines
    )


def _own(texts: tuple[str, ...]) -> tuple[str, ...]:
    # Names and numbers in a template are the account's, too, and not drawn for each prompt.
    return tuple(re.sub(r"\{(?!own_)", "{own_", text) for text in texts)


BATCH: Bank = {
    **{"own_" + slot: _own(texts) for slot, texts in NAME_RULES.items()},
    **{rule: ("{own_" + rule + "}",) for rule in _LAYOUTS},
    **{"own_" + rule: _layouts(text) for rule, text in _LAYOUTS.items()},
    **{slot: _own(entries(text)) for slot, text in _OWN.items()},
}
