"""Problems in Portuguese."""

from __future__ import annotations

from simulation.prompts.problem_banks.base import ProblemBank, words
from simulation.prompts.problem_banks.sums import framed, sums_of

PORTUGUESE = ProblemBank(
    (
        *sums_of("""
        change: Na feira de {city}, {name} compra {a} {goods} a {b} centavos cada e paga com {a} reais. Quanto recebe de troco? = % centavos
        weeks: Uma oficina em {city} vende {a} {goods} por dia de segunda a sexta e {b} aos sábados. Quantas vende em {c} semanas? = %
        pump: Em {city}, a bomba de {name} enche um tanque em {c} minutos. Quanto tempo levam duas bombas iguais para encher três tanques? = % minutos
        speed: {name} vai de {city} a {town} de bicicleta a {a} km/h e volta a {b} km/h. Qual é a velocidade média? = % km/h
        discount: Depois de um desconto de {a} %, {name} paga {b} reais numa loja em {city}. Qual era o preço original? = % reais
        guess: {name} pensa num número, multiplica por {c}, soma {a} e diz a {mate} que deu {b}. Qual era o número? = %
        cylinder: O barril de {name} em {city} é um cilindro com {a} cm de raio e {b} cm de altura. Quantos litros cabem nele? = % litros
        fence: {name} cerca um pasto de {a} m por {b} m perto de {city}. Quantos metros de cerca são precisos? = % m
        red: Uma caixa de {city} tem {a} {goods} de cor vermelha e {b} de cor verde; {name} tira duas sem olhar. Qual é a probabilidade de as duas serem vermelhas? = % %
        shake: Numa festa em {city}, {b} pessoas apertam a mão umas das outras uma vez, conta {name}. Quantos apertos de mão são? = %
        blink: Em {city}, duas luzes piscam a cada {a} e a cada {c} segundos. {name} vê as duas piscarem juntas. Daqui a quantos segundos isso se repete? = % segundos
        fall: {name} solta uma pedra de uma ponte de {a} m em {city}. Quanto tempo ela cai, sem contar o ar? = % s
        energy: Um forno de {a}{b} watts funciona {c} horas por dia na casa de {name}, em {city}. Quanta energia gasta numa semana? = % kWh
        dilute: Num laboratório em {city}, {name} junta {c} ml de água a {a} ml de uma solução a {b} %. Qual é a nova concentração? = % %
        mean: {name} conta {a}, {b} e {c} {goods} em três dias em {city}. Qual é a média? = %
        even: A loja de {name} em {city} tem {a}{b} reais de custos fixos e ganha {c} reais por venda. Quantas vendas são precisas para não ter prejuízo? = % vendas
        """),
        *framed("""
        biology: Por que as folhas ficam amarelas no outono? = A clorofila se decompõe e os carotenoides ficam.
        biology: Por que os antibióticos não curam uma gripe? = Eles atacam estruturas das bactérias que os vírus não têm.
        chemistry: Por que se forma calcário numa chaleira? = Ao aquecer água dura, o carbonato de cálcio precipita.
        physics: Por que o céu é azul de dia? = O ar espalha mais a luz de onda curta.
        history: Por que os salários subiram depois da peste negra? = A mão de obra tinha ficado escassa.
        geography: Por que tantas cidades antigas ficam à beira de rios? = O rio dava água, transporte e um lugar de passagem.
        law: Há contrato se alguém aceita por telefone comprar umas caixas de {goods}? = Sim, basta o acordo sobre a coisa e o preço.
        economics: Por que imprimir dinheiro não enriquece um país? = Com os mesmos bens e mais dinheiro, os preços sobem.
        statistics: Por que uma correlação não prova uma causa? = Um terceiro fator pode mover as duas variáveis.
        programming: Por que as senhas são guardadas com um sal? = Assim, senhas iguais têm resumos diferentes.
        linguistics: O que é um fonema? = A menor unidade sonora que distingue duas palavras.
        philosophy: De que Descartes não podia duvidar? = De que pensava e, portanto, existia.
        medicine: Por que se compara um remédio novo com um placebo? = Só a diferença em relação ao placebo mostra o efeito.
        """),
    ),
    words(
        name="Alice | Bento | Caio | Débora | Elisa | Fábio | Gabriela | Heitor | Iara | João | Larissa | Murilo | Natália | Otávio | Paula | Rafael | Sílvia | Tiago | Vera | Yasmin",
        mate="Artur | Bruna | Cláudio | Denise | Eduardo | Flávia | Gustavo | Helena | Jorge | Lívia | Mateus | Nuno | Olívia | Pedro | Renata | Simone",
        city="Aveiro | Belém | Braga | Campinas | Coimbra | Curitiba | Évora | Faro | Fortaleza | Goiânia | Leiria | Lisboa | Londrina | Maceió | Manaus | Natal | Olinda | Salvador | Santos | Viseu",
        town="Amarante | Bragança | Caxias | Elvas | Guimarães | Ilhéus | Lagos | Mafra | Óbidos | Paraty | Pelotas | Silves | Tavira | Tomar",
        goods="peras | velas | porcas | bolinhas | telhas | nozes | cartas | pérolas | taças | caixas | maçãs | colheres | lâmpadas | ameixas",
        setting="""Numa aula em {city}, {name} pergunta: | Noite de perguntas em {city}, rodada {n1}, lê {name}: | {name} e {mate} discutem no trem para {city}. | Carta de {name}, de {city}:
        Prova em {city}, questão {n2}: | Num jantar em {city}, {name} pergunta a {mate}: | Para um trabalho de {n2} páginas que {name} prepara em {city}: | No museu de {city}, painel {n2}: | Lição de casa de {name}, escola em {city}, página {n3}:
        Depois de uma palestra em {city}, {name} levanta a mão. | Programa gravado em {city} com {name} e {mate}: | {name} dá aulas em {city} e procura uma resposta.""",
        wish="""Em {n2} palavras no máximo. | Duas frases bastam, {mate} só tem {n1} minutos. | {mate}, de {town}, acha o contrário. | Um exemplo ajudaria {mate}. | Vale {n1} pontos.
        De modo que {mate}, com {n2} anos, entenda. | Vai para a página {n3} do caderno. | Sem jargão, que {mate} está começando. | {mate} aposta {n2} reais que ninguém sabe. | A resposta vai para {town}, para {mate}.""",
        steps="""Mostre as contas. | Só o resultado, diz {mate}. | {mate}, de {town}, achou outro valor. | É o exercício {n3}. | Vale {n1} pontos. | Explique a {mate} em {n1} linhas.
        {mate} acha que não tem solução. | Exercício {n2} da folha de {town}. | Primeiro o resultado, depois o caminho.""",
    ),
)
