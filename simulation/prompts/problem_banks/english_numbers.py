"""English problems of numbers and shapes."""

from __future__ import annotations

from math import comb, gcd, hypot, lcm, pi, sqrt

from simulation.prompts.problem_banks.base import Problem, joined, num


def _divisors(n: int) -> int:
    return sum(1 if d * d == n else 2 for d in range(1, int(sqrt(n)) + 1) if n % d == 0)


def _roots(a: int, b: int) -> str:
    root = sqrt(a * a + 4 * b)
    return f"x = {num((a + root) / 2, 3)} or x = {num((a - root) / 2, 3)}"


NUMBERS: tuple[Problem, ...] = (
    Problem(
        "arithmetic",
        "{name} buys {a} {goods} in {city} at {b} cents each and pays with {a} euros. How much change is due? {steps}",
        lambda a, b, c: f"{100 * a - a * b} cents",
    ),
    Problem(
        "arithmetic",
        "A {trade} in {city} sells {a} {goods} a day, {b} on Saturdays, and is closed on Sundays. How many does it sell in {c} weeks? {steps}",
        lambda a, b, c: (5 * a + b) * c,
    ),
    Problem(
        "arithmetic",
        "{name} shares {a}{b} {goods} among {c} {people} in {city}. How many does each get, and how many are left over?",
        lambda a, b, c: f"{joined(a, b) // c} each, {joined(a, b) % c} left",
    ),
    Problem(
        "arithmetic",
        "The {trade} packs {a} rows of {b} {goods} into each of {c} crates bound for {city}; {name} drops one crate. How many pieces arrive whole? {steps}",
        lambda a, b, c: a * b * (c - 1),
    ),
    Problem(
        "arithmetic",
        "{name} writes {a} times {b} minus {c} times {b} on a board in {city}. What does {mate} get without a calculator? {steps}",
        lambda a, b, c: (a - c) * b,
    ),
    Problem(
        "rates",
        "A pump at a {trade} in {city} fills a {vessel} of {a}{b} litres in {c} minutes. How long would two such pumps take for three of them? {steps}",
        lambda a, b, c: f"{num(1.5 * c, 1)} minutes",
    ),
    Problem(
        "rates",
        "{name} cycles from {city} to {town} at {a} km/h and back at {b} km/h. What is the average speed? {steps}",
        lambda a, b, c: f"{2 * a * b / (a + b):.1f} km/h",
    ),
    Problem(
        "rates",
        "{a} {people} need {b} hours to paint a {trade} in {city}. How long would {c} times as many need at the same pace? {steps}",
        lambda a, b, c: f"{num(b / c)} hours",
    ),
    Problem(
        "rates",
        "{city} and {town} lie {a}{b} km apart. {name} leaves one at {b} km/h and {mate} the other at {a} km/h, both at noon. After how many hours do they meet?",
        lambda a, b, c: f"{num(joined(a, b) / (a + b))} hours",
    ),
    Problem(
        "rates",
        "A {vessel} of {a}{b} litres in {name}'s {trade} loses {c} litres an hour through a crack. When is it half empty if it was full? {steps}",
        lambda a, b, c: f"after {num(joined(a, b) / 2 / c)} hours",
    ),
    Problem(
        "percent",
        "In {city} the price of a {good} rises by {a} percent and then falls by {b} percent. By how much did it change in all? {steps}",
        lambda a, b, c: f"{((1 + a / 100) * (1 - b / 100) - 1) * 100:.1f} percent",
    ),
    Problem(
        "percent",
        "In a {trade} with {a}{b} workers, {b} percent cycle to work and a third of these live in {city}. About how many is that? {steps}",
        lambda a, b, c: f"about {round(joined(a, b) * b / 300)}",
    ),
    Problem(
        "percent",
        "{name} paid {b} euros for {goods} in {city} after {a} percent had been taken off. What was the price before? {steps}",
        lambda a, b, c: f"{b / (1 - a / 100):.2f} euros",
    ),
    Problem(
        "percent",
        "A {trade} in {city} adds {c} percent tax to a bill of {a}{b} euros. What does {name} pay in the end? {steps}",
        lambda a, b, c: f"{joined(a, b) * (1 + c / 100):.2f} euros",
    ),
    Problem(
        "percent",
        "Of {b}{a} {goods} that left {city}, {a} were lost before {town}. What share is that in percent, {name} asks. {steps}",
        lambda a, b, c: f"{num(100 * a / joined(b, a))} percent",
    ),
    Problem(
        "algebra",
        "Solve {a}x + {b} = {c}x - {b} for x. It describes two dealers in {goods}, {name} and {mate} of {city}. {steps}",
        lambda a, b, c: "no solution" if a == c else f"x = {num(2 * b / (c - a), 3)}",
    ),
    Problem(
        "algebra",
        "In {c} years {name} of {city} will be twice as old as {mate}, who is {a} now. How old is the elder of the two today? {steps}",
        lambda a, b, c: 2 * a + c,
    ),
    Problem(
        "algebra",
        "{setting} Which x satisfy x² = {a}x + {b}? {steps}",
        lambda a, b, c: _roots(a, b),
    ),
    Problem(
        "algebra",
        "{name} has {c} more {goods} than {mate} and together they have {b}{a}. How many does the richer one have if halves are allowed? {steps}",
        lambda a, b, c: num((joined(b, a) + c) / 2, 1),
    ),
    Problem(
        "algebra",
        "{name} thinks of a number, multiplies it by {c}, adds {a} and tells {mate} in {city}: {b}. What was the number? {steps}",
        lambda a, b, c: num((b - a) / c, 3),
    ),
    Problem(
        "algebra",
        "{setting} Given f(x) = {a}x² - {b}x, what is f({c})? {steps}",
        lambda a, b, c: a * c * c - b * c,
    ),
    Problem(
        "geometry",
        "A {vessel} in {name}'s {trade} is a cylinder of radius {a} cm and height {b} cm. What is its volume in litres? {steps}",
        lambda a, b, c: f"{pi * a * a * b / 1000:.2f} litres",
    ),
    Problem(
        "geometry",
        "{name} fences a field near {city} of {a} m by {b} m, with a post every {c} m. How much fence is needed? {steps}",
        lambda a, b, c: f"{2 * (a + b)} m",
    ),
    Problem(
        "geometry",
        "{name} carries a {good} across a yard in {city} of {a} m by {b} m, from corner to corner. How long is the shortest way? {steps}",
        lambda a, b, c: f"{num(hypot(a, b))} m",
    ),
    Problem(
        "geometry",
        "Two angles of a sail from {city} measure {a} and {b} degrees; it is a triangle, {name} says. How large is the last one? {steps}",
        lambda a, b, c: f"{180 - a - b} degrees",
    ),
    Problem(
        "geometry",
        "The floor of a tower in {city} is a polygon with {a} corners, as {name} counted. What do its inner angles add up to? {steps}",
        lambda a, b, c: f"{(a - 2) * 180} degrees",
    ),
    Problem(
        "geometry",
        "How much paint does {name} need for a closed cube with edges of {c} m in {city} if one litre covers {a} square metres? {steps}",
        lambda a, b, c: f"{num(6 * c * c / a)} litres",
    ),
    Problem(
        "number theory",
        "{name} has {a} {goods} and {b} ribbons and makes equal sets in {city} with nothing left. How many sets at most? {steps}",
        lambda a, b, c: gcd(a, b),
    ),
    Problem(
        "number theory",
        "Two lights at the {trade} in {city} blink every {a} and every {c} seconds. {name} sees them blink together. After how many seconds does it happen again?",
        lambda a, b, c: f"{lcm(a, c)} seconds",
    ),
    Problem(
        "number theory",
        "{setting} What is the last digit of {a} to the power {b}? {steps}",
        lambda a, b, c: pow(a, b, 10),
    ),
    Problem(
        "number theory",
        "{name} in {city} divides {a} to the power {b} by {c}. Which remainder is left? {steps}",
        lambda a, b, c: pow(a, b, c),
    ),
    Problem(
        "number theory",
        "{setting} How many positive divisors does {a}{b} have? {steps}",
        lambda a, b, c: _divisors(joined(a, b)),
    ),
    Problem(
        "number theory",
        "{name} writes out {b} factorial on a wall in {city}. With how many zeros does it end? {steps}",
        lambda a, b, c: b // 5 + b // 25,
    ),
    Problem(
        "sequences",
        "{name} of {city} saves {a} euros in the first week and {c} more each week than the week before. How much goes in during week {b}? {steps}",
        lambda a, b, c: f"{a + (b - 1) * c} euros",
    ),
    Problem(
        "sequences",
        "Seats in a hall in {city}: the first row has {a}, each further row {c} more, and {name} counts {b} rows. How many seats in all? {steps}",
        lambda a, b, c: b * a + c * b * (b - 1) // 2,
    ),
    Problem(
        "sequences",
        "{setting} A sequence starts with {a} and doubles each time. What is term number {c}? {steps}",
        lambda a, b, c: a * 2 ** (c - 1),
    ),
    Problem(
        "sequences",
        "{name} starts with {a} and {b} and always adds the last two, as {mate} from {city} does. What is the sixth number? {steps}",
        lambda a, b, c: 3 * a + 5 * b,
    ),
    Problem(
        "combinatorics",
        "{name} and {mate} want to sit together in a row with {a} other {people} from {city}. How many ways are there to seat all of them? {steps}",
        lambda a, b, c: f"2 times {a + 1} factorial",
    ),
    Problem(
        "combinatorics",
        "A code for the {vessel} in {city} has {c} digits, none used twice, and {name} forgot the last two. How many tries at most? {steps}",
        lambda a, b, c: (12 - c) * (11 - c),
    ),
    Problem(
        "combinatorics",
        "At {name}'s party in {city} {b} {people} shake hands, each with each once. How many handshakes is that? {steps}",
        lambda a, b, c: comb(b, 2),
    ),
    Problem(
        "combinatorics",
        "From {a} {people} of {city} and {b} of {town} {name} picks two of the first and one of the second. How many choices are there?",
        lambda a, b, c: comb(a, 2) * b,
    ),
    Problem(
        "combinatorics",
        "In {city} {name} walks {c} blocks east and three north to a {trade}, never back. How many routes exist? {steps}",
        lambda a, b, c: comb(c + 3, 3),
    ),
)
