"""English problems of chance, nature, money and machines."""

from __future__ import annotations

from math import radians, sin, sqrt

from simulation.prompts.problem_banks.base import Problem, joined, num

SCIENCE: tuple[Problem, ...] = (
    Problem(
        "probability",
        "A {vessel} in {city} holds {a} red and {b} green {goods}. {name} draws two without looking. How likely are both red? {steps}",
        lambda a, b, c: f"{a * (a - 1) / ((a + b) * (a + b - 1)):.3f}",
    ),
    Problem(
        "probability",
        "{a} percent of the {goods} from {city} are faulty. {name}'s test finds {b} percent of these and never errs otherwise. How likely is one that passed to be faulty?",
        lambda a, b, c: f"{a * (100 - b) / (a * (100 - b) + 100 * (100 - a)):.4f}",
    ),
    Problem(
        "probability",
        "{name} and {mate} throw a fair die {c} times in a {trade} in {city}. How likely is at least one six? {steps}",
        lambda a, b, c: f"{1 - (5 / 6) ** c:.3f}",
    ),
    Problem(
        "probability",
        "{name} holds {a} of the {a}{b} tickets in a raffle in {city}; the first prize is a {good}. What is the chance to win it? {steps}",
        lambda a, b, c: f"{a / joined(a, b):.4f}",
    ),
    Problem(
        "probability",
        "{setting} A fair coin is tossed {c} times. How likely is it that all tosses agree? {steps}",
        lambda a, b, c: f"1 in {2 ** (c - 1)}",
    ),
    Problem(
        "logic",
        "A {good} in {city} was taken by a liar. The first suspect, {name}, says that the second, {mate}, lies; the second says that the third, {third}, lies; the third says that both others lie. Who tells the truth?",
        lambda a, b, c: "the second speaker",
    ),
    Problem(
        "logic",
        "Of the {people} {name} asked in {city}, {a} like only {goods}, {b} only tea, {c} both and one neither. How many were asked? {steps}",
        lambda a, b, c: a + b + c + 1,
    ),
    Problem(
        "logic",
        "A dark {vessel} in {city} holds {a} red, {b} blue and {c} white {goods}. How many must {name} take out to be sure of a red one? {steps}",
        lambda a, b, c: b + c + 1,
    ),
    Problem(
        "logic",
        "In a line of {a}{b} {people} in {city} {name} is number {c} from the front. Which number is that from the back? {steps}",
        lambda a, b, c: joined(a, b) - c + 1,
    ),
    Problem(
        "physics",
        "At a {trade} in {city} a {good} of {a} kg slides down a ramp of {b} degrees without friction. What is its acceleration? {steps}",
        lambda a, b, c: f"{9.81 * sin(radians(b)):.2f} m/s²",
    ),
    Problem(
        "physics",
        "{name} drops a {good} from a bridge of {a} m in {city}. How long does it fall, air ignored? {steps}",
        lambda a, b, c: f"{(2 * a / 9.81) ** 0.5:.2f} s",
    ),
    Problem(
        "physics",
        "A heater of {a}{b} watts runs {c} hours a day in {name}'s {trade} in {city}. What energy does it use in a week? {steps}",
        lambda a, b, c: f"{joined(a, b) * c * 7 / 1000:.1f} kWh",
    ),
    Problem(
        "physics",
        "{name} wires resistors of {a} and {b} ohms in parallel in a {trade} in {city}. Which resistance results? {steps}",
        lambda a, b, c: f"{num(a * b / (a + b))} ohms",
    ),
    Problem(
        "physics",
        "A {good} of {b} kg rolls through {city} at {c} m/s while {name} watches. How much kinetic energy does it have? {steps}",
        lambda a, b, c: f"{num(b * c * c / 2, 1)} J",
    ),
    Problem(
        "physics",
        "{name} sees lightning over {city} and hears thunder {c} seconds later. How far off was it at 340 m/s? {steps}",
        lambda a, b, c: f"{340 * c} m",
    ),
    Problem(
        "chemistry",
        "{name} mixes {a} ml of a {b} percent solution with {c} ml of water in a {vessel} in {city}. What is the new concentration? {steps}",
        lambda a, b, c: f"{a * b / (a + c):.1f} percent",
    ),
    Problem(
        "chemistry",
        "{name} boils off {a}{b} g of water in a {trade} in {city}. How many moles is that at 18 g a mole? {steps}",
        lambda a, b, c: f"{num(joined(a, b) / 18)} mol",
    ),
    Problem(
        "chemistry",
        "{setting} A sample from a {vessel} has ten to the minus {c} moles of hydrogen ions a litre. What is its pH? {steps}",
        lambda a, b, c: f"pH {c}",
    ),
    Problem(
        "chemistry",
        "{name} titrates {a} ml of 0.{c} molar hydrochloric acid in {city} with 0.{b} molar sodium hydroxide. Which volume is needed? {steps}",
        lambda a, b, c: f"{num(a * float(f'0.{c}') / float(f'0.{b}'))} ml",
    ),
    Problem(
        "chemistry",
        "A tracer shipped from {city} to {name} has a half-life of {c} days. Which part is left after {a} days? {steps}",
        lambda a, b, c: f"{num(100 * 0.5 ** (a / c), 3)} percent",
    ),
    Problem(
        "statistics",
        "{name} counts {a}, {b} and {c} {goods} on three days in {city}. What is the mean? {steps}",
        lambda a, b, c: num((a + b + c) / 3),
    ),
    Problem(
        "statistics",
        "Five {people} of {city} own {a}, {b}, {c}, {b} and {a} {goods}. Which median does {name} note? {steps}",
        lambda a, b, c: sorted((a, b, c, b, a))[2],
    ),
    Problem(
        "statistics",
        "A sample of {b} {goods} from {city} has a standard deviation of {a} g. What is the standard error of the mean, {name} asks. {steps}",
        lambda a, b, c: f"{num(a / sqrt(b))} g",
    ),
    Problem(
        "statistics",
        "{a} pupils of {name} in {city} have an average of {c} points, {b} pupils of {mate} one of {a}. What is the average of all? {steps}",
        lambda a, b, c: f"{num((a * c + b * a) / (a + b))} points",
    ),
    Problem(
        "economics",
        "{name}'s {trade} in {city} has fixed costs of {a}{b} a month and earns {c} on each {good}. How many must it sell to break even? {steps}",
        lambda a, b, c: -(-joined(a, b) // c),
    ),
    Problem(
        "economics",
        "{name} lends {mate} in {city} {a}{b} euros at {c} percent for two years with yearly compounding. What is owed? {steps}",
        lambda a, b, c: f"{joined(a, b) * (1 + c / 100) ** 2:.2f} euros",
    ),
    Problem(
        "economics",
        "Prices in {city} rise by {c} percent while {name} keeps {a}{b} euros under a {good}. What is that worth in old money after a year? {steps}",
        lambda a, b, c: f"{joined(a, b) / (1 + c / 100):.2f} euros",
    ),
    Problem(
        "economics",
        "When a {trade} in {city} raised its price by {c} percent, {name} saw sales of {goods} fall by {a} percent. How large is the price elasticity? {steps}",
        lambda a, b, c: num(-a / c),
    ),
    Problem(
        "programming",
        "A sorted list holds {a}{b} {goods} of a {trade} in {city}. How many comparisons does {name}'s binary search need at most? {steps}",
        lambda a, b, c: joined(a, b).bit_length(),
    ),
    Problem(
        "programming",
        "{name}'s hash table in {city} has {a} buckets. After how many {goods} is a collision certain, and why does {mate} expect one far sooner?",
        lambda a, b, c: (
            f"{a + 1}, and by the birthday effect one is likely after about the square root of that"
        ),
    ),
    Problem(
        "programming",
        "{name} in {city} writes a loop over range(0, {b}, {c}) that prints one of the {goods} each time. How many lines come out? {steps}",
        lambda a, b, c: len(range(0, b, c)),
    ),
    Problem(
        "programming",
        "{setting} How is the decimal number {b} written in binary? {steps}",
        lambda a, b, c: f"{b:b}",
    ),
    Problem(
        "programming",
        "{setting} What does {a}{b} % {c} give in Python? {steps}",
        lambda a, b, c: joined(a, b) % c,
    ),
    Problem(
        "programming",
        "{name} draws a full binary tree with {c} levels on a board in {city}. How many nodes does it have in all? {steps}",
        lambda a, b, c: 2**c - 1,
    ),
    Problem(
        "medicine",
        "A child in {name}'s ward in {city} weighs {a} kg and gets {c} mg per kg three times a day. What is the daily amount? {steps}",
        lambda a, b, c: f"{3 * a * c} mg",
    ),
    Problem(
        "medicine",
        "Nurse {name} in {city} sets a drip of {a}{b} ml to run for {c} hours. What is the rate per hour? {steps}",
        lambda a, b, c: f"{num(joined(a, b) / c, 1)} ml per hour",
    ),
    Problem(
        "medicine",
        "{name} counts {a} beats in 15 seconds on the wrist of {mate} in {city}. What is the pulse? {steps}",
        lambda a, b, c: f"{4 * a} beats per minute",
    ),
    Problem(
        "biology",
        "{name} in {city} finds that {a} percent of the bases in a strand pair are adenine. How much guanine must there be? {steps}",
        lambda a, b, c: f"{50 - a} percent",
    ),
    Problem(
        "biology",
        "A dish in {name}'s lab in {city} starts with {a} bacteria that double every 20 minutes. How many are there after {c} hours? {steps}",
        lambda a, b, c: a * 8**c,
    ),
    Problem(
        "biology",
        "Plants of a pond near {city} hold {a}{b} MJ and a tenth passes at each step. What reaches the second consumer, asks {name}. {steps}",
        lambda a, b, c: f"{num(joined(a, b) / 100)} MJ",
    ),
    Problem(
        "geography",
        "On {name}'s map at 1 to {b},000 the {trade} and the station of {city} are {a} cm apart. How far is that in km? {steps}",
        lambda a, b, c: f"{num(a * b / 100)} km",
    ),
    Problem(
        "geography",
        "{name} sails from {city} {a} degrees of longitude to the east. By how much earlier is solar noon there? {steps}",
        lambda a, b, c: f"{4 * a} minutes",
    ),
    Problem(
        "geography",
        "It is {a} degrees Celsius in {city}, and {name} climbs {c} km higher, losing 6.5 degrees per km. How warm is it there? {steps}",
        lambda a, b, c: f"{num(a - 6.5 * c, 1)} degrees Celsius",
    ),
    Problem(
        "history",
        "A camp near {city} was founded in {a} BC and burned down in AD {b}, {name} reads. How many years lie between, as there is no year zero?",
        lambda a, b, c: f"{a + b - 1} years",
    ),
    Problem(
        "history",
        "A guild in {city} began with {a} masters and took in {c} apprentices a year for {b} years, says {name}'s source. How many members did it ever have? {steps}",
        lambda a, b, c: a + b * c,
    ),
    Problem(
        "law",
        "{name} owes {mate} in {city} {a}{b} euros, {a} days late, at {c} percent a year. How much interest is that with 365 days? {steps}",
        lambda a, b, c: f"{joined(a, b) * c / 100 * a / 365:.2f} euros",
    ),
    Problem(
        "law",
        "{name} of {city} leaves {a}{b} euros, half to {mate} by marriage and the rest in equal parts to {c} children. What does each child get? {steps}",
        lambda a, b, c: f"{joined(a, b) / 2 / c:.2f} euros",
    ),
    Problem(
        "linguistics",
        "A language {name} invented in {city} has {a} consonants and {c} vowels. How many syllables of consonant, vowel, consonant can it have? {steps}",
        lambda a, b, c: a * c * a,
    ),
    Problem(
        "linguistics",
        "In a text of {a}{b} words from {city} {name} counts one word {b} times. What is its rate per thousand words? {steps}",
        lambda a, b, c: f"{num(1000 * b / joined(a, b), 1)} per thousand",
    ),
)
