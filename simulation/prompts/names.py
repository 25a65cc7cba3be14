"""Names, places, coined words and numbers: what makes two people's prompts differ."""

from __future__ import annotations

from simulation.prompts.grammar import Bank, entries

NAMES = entries("""
Amina | Bruno | Carla | Dmitri | Elena | Farid | Grace | Hiro | Ines | Jonas | Kavya | Liam
Marta | Nadia | Oskar | Priya | Quentin | Rosa | Samir | Tuva | Ursula | Viktor | Wanda | Ximena
Yusuf | Zofia | Anders | Bianca | Chidi | Dalia | Emeka | Fiona | Gustavo | Hanna | Ivan | Jasmin
Kofi | Leila | Mateo | Noor | Olga | Pedro | Ravi | Sofia | Tomas | Uma | Vera | Wes | Yara | Zeno
Aiko | Bela | Cyrus | Dorota | Ebba | Felix | Greta | Hugo | Irina | Joao | Katja | Luca | Mina
Nils | Odile | Pablo | Renata | Stefan | Tariq | Valentina | Wen | Yann | Agnes | Boris | Celine
""")

CITIES = entries("""
Lyon | Porto | Leeds | Krakow | Austin | Bogota | Nairobi | Lagos | Osaka | Pune | Jakarta | Graz
Bremen | Seville | Ghent | Turin | Halifax | Perth | Denver | Recife | Lima | Quito | Cebu | Hanoi
Tampa | Cork | Malmo | Tampere | Gdansk | Brno | Split | Izmir | Haifa | Fez | Accra | Kigali
Durban | Mysore | Kochi | Busan | Sendai | Adelaide | Dunedin | Calgary | Puebla | Cordoba | Natal
Basel | Bergen | Utrecht | Bilbao | Nantes | Leipzig | Naples | Bristol | Omaha | Boise | Tucson
""")

_NUMBERS = {
    "n1": tuple(str(n) for n in range(2, 10)),
    "n2": tuple(str(n) for n in range(11, 98)),
    "n3": tuple(str(n) for n in range(105, 990, 5)),
    "n4": tuple(str(n) for n in range(1100, 9900, 50)),
    "year": tuple(str(n) for n in range(1950, 2026)),
}

_COINED = {
    "syl_a": entries(
        "Ta | Re | Lo | Vi | Mo | Sa | Ke | Du | Pi | No | Fe | Hu | Za | Bri | Cor | Sol"
    ),
    "syl_b": entries(
        "vo | lix | ran | de | mi | sto | pa | gra | ne | lu | ki | bo | ver | ta | qui"
    ),
    "syl_c": entries(
        "no | bix | tek | la | ro | mer | da | sy | via | lo | nt | ra | go | fin | we"
    ),
    "coin": ("{syl_a}{syl_b}{syl_c}", "{syl_a}{syl_b}", "{syl_a}{syl_c}{syl_b}"),
}

NAME_RULES: Bank = {"name": NAMES, "city": CITIES, **_NUMBERS, **_COINED}
