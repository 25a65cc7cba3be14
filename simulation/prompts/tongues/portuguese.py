"""Portuguese. Topics and aspects bear their article and never follow "de", "em", "a" or "por"."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.tongues.base import SHAPES, Tongue, leads, rules

_TOPICS = entries("""
o pão de fermentação natural | uma horta na varanda | a primeira meia maratona | o ar-condicionado
o imposto de renda | um carro elétrico usado | a licença parental | uma mudança para Curitiba
o mofo no banheiro | o voluntariado | o violão depois dos quarenta | uma entrevista de emprego
a dor nas costas | um cachorro adotado | o depósito do aluguel | uma viagem de ônibus | uma noite de jogos
os painéis solares | o inglês no trabalho | um romance policial | as marmitas da semana | os fermentados
a dieta vegetariana | uma festa infantil | o sono do bebê | a mesada | o celular das crianças
a troca de escola | a guarda compartilhada | a lição de casa | um aumento de salário | um pedido de demissão
o home office com crianças | o esgotamento | a abertura de um MEI | a contabilidade de uma ONG
uma nota fiscal errada | o investimento em fundos | a aposentadoria | um financiamento | o orçamento da casa
um inventário complicado | o testamento | a taxa de condomínio | um vizinho barulhento | um acidente de bicicleta
uma multa | uma encomenda perdida | o direito de arrependimento | a enxaqueca | a anemia | a rinite
o turno da noite | a dor no joelho | o aparelho nos dentes | a meditação | a musculação em casa
a natação para adultos | o piso laminado | o rejunte | uma torneira que pinga | a goteira do telhado
a compostagem | a poda das frutíferas | as abelhas | uma trilha com crianças | os trens na Europa
um acampamento | um feriado barato | as planilhas | o backup das fotos | o wi-fi da casa
um discurso de casamento | uma mensagem de pêsames | um seminário sobre o Império | o coral | a aquarela
a foto noturna | o xadrez | a ansiedade antes da prova | o TCC | um semestre fora | a carteira de motorista
o crochê | o teatro amador | a genealogia
""")

_ASPECTS = entries("""
o custo | o prazo | as ferramentas | a ordem dos passos | os erros comuns | os papéis | os riscos
os bons exemplos | a preparação | a escolha | as letras miúdas | a motivação | a segurança
as desvantagens | a base necessária | a manutenção | as alternativas | a parte legal | a divisão de tarefas
a qualidade | a medida certa | os gastos escondidos | os primeiros passos | o efeito a longo prazo
a opinião dos especialistas
""")

PORTUGUESE = Tongue(
    "pt",
    _TOPICS,
    _ASPECTS,
    rules(
        **SHAPES,
        name="""Thiago | Luana | Caio | Beatriz | Joaquim | Rafaela | Murilo | Yara | Vinícius | Tainá | Afonso | Lorena
        Davi | Fernanda | Otávio | Mirela | Duarte | Cecília | Breno | Ivone | Rui | Marlene | Heitor | Sônia
        Nuno | Débora | Wesley | Aline | Gustavo | Rosana | seu Antônio | dona Lúcia | o doutor Paes | a Bia""",
        city="""Recife | Porto | Curitiba | Belém | Braga | Natal | Manaus | Santos | Coimbra | Goiânia | Maceió
        Aveiro | Olinda | Cuiabá | Faro | Londrina | Pelotas | Évora | Vitória | Palmas | Luanda | Maputo
        Campinas | Viseu | Niterói | Joinville | Leiria | Petrópolis | Bauru | Caruaru""",
        open=leads("""Oi, | Olá! | Uma dúvida: | Bom dia, | Boa noite, | oii | Preciso de um conselho. | Outra coisa:
        Desculpa a pergunta boba: | Boa tarde, | Mudando de assunto:"""),
        ask="""O que preciso saber sobre {topic}, principalmente {aspect}?
        Como começo com {topic}? O que me preocupa é isto: {aspect}.
        Você pode explicar {aspect}? O assunto é {topic}.
        O que costuma ser esquecido com {topic}? Penso nisto: {aspect}.
        Faça um plano para {topic} que leve em conta {aspect}.
        Compare duas formas de lidar com {topic} segundo um critério: {aspect}.
        Por que pesa tanto {aspect}? Falo disto: {topic}.
        Li sobre {topic} e não entendi {aspect}.
        Que perguntas faço antes? É para {topic}, pensando sobre {aspect}.
        Uma lista para {topic}, primeiro {aspect}, por favor.
        O que um profissional diria sobre {topic}? E sobre {aspect}?
        Vale a pena {topic}, considerando {aspect}?
        Três ideias para {topic}, cada uma com uma frase sobre {aspect}.
        por onde eu começo com {topic} se {aspect} me dá medo?
        Resume o essencial sobre {topic} com foco nisto: {aspect}.
        é verdade que {aspect} decide tudo com {topic}?""",
        ask2="""dá para fazer sem {thing}, e como fica {aspect}?
        quanto custa em {city} contando {aspect}?
        quanto tempo leva com {n1} pessoas, e {aspect}?
        {n2} minutos por dia bastam para {topic}?
        espero mais ({when}) ou {aspect} atrapalha?
        quem procuro em {city} se eu não entender {aspect}?
        {name} diz que dá para ignorar {aspect}. Vale também para {topic}?
        {n3} reais para {topic} é muito, ou é {aspect} que encarece?
        o que vem primeiro, {aspect} ou o pedido que {name} fez?
        {name} pode fazer por mim ou isso prejudica {aspect}?
        e se {fail}? muda {aspect}?
        tem algo mais fácil para {kin}? o que importa é {aspect}.""",
        brief="""{topic} em {city}, e {aspect}?
        {aspect} para {topic}, {n1} pessoas, {when}
        rapidinho: {topic}, {n3} reais, {aspect}?
        {topic} com {name}, {when}, alguma dica? mais sobre {aspect}
        {thing} para {topic}, serve? dúvida sobre {aspect}
        {fail}, e agora? ({topic}, {aspect})
        {topic}: {n1} motivos a favor, {n1} contra, inclua {aspect}
        {aspect}? {topic}, {n2} anos, {city}
        pq é tão difícil entender {aspect}? {topic}, {city}""",
        ctx="""Moro em {city} e tenho {n2} minutos por dia.
        {name} diz o contrário e agora não sei mais.
        Meu orçamento é de {n3} reais, {name} completa.
        Já tentei {n1} vezes, mas {fail}.
        Ontem {kin} me perguntou e eu não soube responder.
        Somos {n1} e sempre nos encontramos em {city}.
        Em {n1} semanas {name} chega de {city} e tem que estar pronto.
        Tenho {n2} anos e é a primeira vez.
        Preciso mostrar algo para {name} até {when}.
        Ano passado estive em {city} com {name} e {fail}.
        Quem me ajuda é {kin}, mas só por {n1} dias.
        Na loja de {city} me disseram outra coisa.
        É para {event} que {name} organiza em {city}.
        Faz {n1} meses que é assim: {fail}.
        Me mudei de {city} para {city} há {n1} anos.
        Só tenho {thing} e um pouco de paciência.
        {name} e eu dividimos {thing} com {n1} vizinhos.
        No clube quem cuida é {name}, mas {fail}.
        Depois, para {event}, {name} prometeu resolver, mas {fail}.
        Dizem que em {city} as regras mudaram em {year}.""",
        more="""Faz diferença a gente já ter {thing}?
        Será que {thing} ajuda?
        Muda alguma coisa até {when}?
        {name} tem que conseguir sem mim.
        Não quero passar de {n3} reais.
        Além disso, {fail}.
        E {kin} também precisa entender.
        Lembre que {name} só tem {n2} anos.
        Em {city} quase não há nada disso.
        Para {event} seria tarde, né?
        Eu pensava usar {thing}, {name} prefere {thing}.
        Digamos que eu comece em {n1} dias.
        Se precisar, {kin} sabe.
        {name}, que é de {city}, gostou muito.""",
        limit="""Em no máximo {n3} palavras. | Em lista. | Com um exemplo. | Seja sincero. | De um jeito simples.
        Só o essencial. | Pode ser uma tabela. | Sem termos técnicos. | Como se falasse com {name}.
        Três frases bastam. | Sem sermão. | Com números aproximados. | Diga também os contras.
        Preciso disso até {when}. | Duas opções, não mais. | Valeu desde já!""",
        kin="""minha mãe | meu irmão | minha chefe | meu vizinho | minha filha | meu tio | uma amiga | meu pai
        minha avó | meu colega de quarto | minha cunhada | meu filho | um colega | minha tia | meu treinador""",
        fail="""não deu certo | choveu a semana toda | saiu caro | ninguém tinha tempo | parei depois de {n1} dias
        faltou um papel | {name} não quis | adiaram tudo | metade quebrou | em {city} estava tudo fechado
        erramos a conta | {name} ficou doente | a resposta chegou tarde | houve briga por {n3} reais
        ninguém sabia de nada""",
        when="""janeiro | fim de março | maio | julho | outono | novembro | Páscoa | sexta | amanhã à noite
        semana que vem | Natal | domingo | dia {n1} | fim do semestre | hoje ao meio-dia""",
        thing="""uma escada velha | um quarto cheio de caixas | um tablet | uma máquina de costura | um carrinho
        um caderno | duas cadeiras de praia | um microscópio | uma caixa térmica | um reboque | uma lanterna
        um liquidificador | uma barraca | um piano | uma balança | uma furadeira""",
        event="""a festa junina | o casamento | a prova | a feira | a reunião | o batizado | o aniversário
        o torneio | a leitura | a estreia | o bazar | a vistoria | o show""",
        text="""um e-mail | um discurso curto | um convite | uma recusa educada | uma reclamação | uma ata
        um orçamento | um anúncio | uma carta de demissão | um cartão de agradecimento | um cartaz
        uma avaliação | uma nota à imprensa | um poema""",
        tone="""gentil, mas firme | formal | descontraído | em dois parágrafos | sem clichês | com humor
        curto e claro | bem informal | para idosos | no máximo {n3} palavras | como {name} diria | neutro""",
        write="""Escreva {text} para {name} sobre {topic}. Diga isto: {fail}. Tom: {tone}.
        Redija {text}: {topic}, {aspect}, prazo de {n1} dias, {city}. {detail}
        Corrija: "Oi {name}, temos que falar sobre {aspect} antes que chegue {event}, pois {fail}."
        {text} para {event} em {city}, {tone}. {detail}
        Preciso de um texto ({text}) sobre {topic}. {detail} {detail} Estilo: {tone}.
        Encurte, {tone}: {draft}
        Transforme: {text}. {draft} {detail}
        Um título para {text} sobre {topic}, {city}, {when}
        {detail} Faça {text} com isso, sem esquecer {aspect}, {tone}.
        Corrija só a ortografia: {draft}""",
        detail="""São {n3} reais. | {name}, de {city}, está em cópia. | O prazo é curto: {when}.
        A gente se conheceu em {city}, com {name}. | Processo {n4}. | Mencione {thing}. | O motivo: {fail}.
        Quem assina é {name}. | Umas {n2} pessoas vão ler. | A gente se conhece desde {year}.
        Quem me ajudou foi {kin}. | Precisa de resposta: {when}.""",
        draft="""oi {name}, sobre {topic} falta resolver {aspect}, {fail}, me avisa ({when})
        {name} acha que {aspect} já foi, eu não, a reunião em {city} atrasou {n1} dias
        obrigado, chegou {thing} em {city}, mas {fail}, e com {topic} a gente faz o quê
        notas: {topic}, {aspect}, {n1} pessoas, {name} coordena, {city}, verba {n3}
        prezados, espero resposta desde {year} (ref. {n4}), {fail}, atenciosamente {name}
        ninguém quer assumir {aspect}, nem {name} nem {kin}, e está chegando {event}""",
        story="""Escreva um conto de {n3} palavras: {name} acha {thing} em {city} e {fail}.
        Continue: "{name} não voltava a {city} desde {year}, e faltava {thing}." {mood}
        Você é {name} e sabe tudo sobre {topic}. Chego em {city} com {thing}. Comece.
        Uma cena entre {name} e {name} sobre {topic}, lá fora espera {kin}. {mood}
        História para dormir para {name} ({n1} anos): {thing}, um gato, {city}. {mood}
        Diálogo: {name} quer vender {thing}, {name} só quer saber se compensa {aspect}. {mood}
        Um poema sobre {topic} e {city}, como em {year}. {mood}
        Seguindo o jogo: entrego {thing} para {name} e pergunto o caminho para {city}. {fail}""",
        mood="""Triste, mas com esperança. | Engraçado. | No presente. | Sem diálogos. | Com suspense até o fim.
        Contado por {name}. | Final aberto. | Em versos. | Nada piegas. | No máximo {n3} palavras.
        Como um causo. | Em forma de carta.""",
        extract="""Resuma em duas frases: {document}
        Liste pessoas, lugares e números: {document}
        Qual é a ideia principal? "{document}"
        Uma manchete, {tone}: {document}
        Tópicos para {name}, primeiro {aspect}: {document}
        {document} O que disso vale para {city}?
        {document} - explique para {name}, {tone}
        Que prazos e valores aparecem? {document}""",
        who="""Exercício {n2} | Lição, {when} | do livro, página {n2} | {name} me perguntou isto
        prova do ano passado | Lista {n1} | Meu professor de {city} quer assim | Simulado, questão {n1}
        para minha irmã {name} | Reforço com {name} | Trabalho em grupo com {name} | Seminário, {when}""",
        hw="""Um trem sai às {n1} horas de {city} a {n2} km/h. Quando terá feito {n3} km?
        Redação sobre {topic}, com um eixo: {aspect}. Mínimo de {n3} palavras.
        {name} guarda {n2} reais por mês. Quanto tempo até {n4} reais?
        Descreva a vida em {city} por volta de {year} e cite {n1} fontes.
        Um retângulo mede {n2} m por {n1} m. Qual é a diagonal?
        Derive {n2}x elevado a {n1} mais {n3}x.
        De quantas formas se escolhem {n1} pessoas entre {n2} em {city}?
        Uma receita para {n1} leva {n3} g de farinha. Quanto {name} usa para {n2}?
        Escreva um diálogo no subjuntivo entre {name} e {name} sobre {topic}.
        De {n3} pessoas em {city}, {n2} por cento citam {aspect}. Quantas são?
        Comente a personagem, {name}: {fail}. Por que age assim?
        Que energia gasta um aparelho de {n3} watts em {n1} horas?""",
        stuck="""Não sei como começar. | Travei na primeira linha. | O que se pede? | Que fórmula é essa?
        Deu {n2}, para {name} deu {n3}. | Não faço ideia. | Faltei nesse dia. | {n2} está certo?
        O gabarito diz {n3}, por quê? | {name} também não sabe. | É para logo: {when}. | Só o começo já ajuda.""",
        wish="""Só uma dica, não a solução. | Passo a passo, por favor. | Qual é o truque? | Com outros números.
        Ainda tenho {n1} dessas. | Nível de {n1}.º ano. | Confere meu método. | Como se escreve certinho?
        Para {name} entender. | Com um desenho em palavras. | Sem calculadora. | A prova é em {n1} dias.""",
        support="""{hello}meu {device} {coin} {broken}. {name} comprou em {city}. {please}
        {hello}o pedido {n4} para {city} não chegou, o {device} viria logo ({when}). Aqui é {name}
        O {device} da {coin} {broken} há {n1} dias. {tried} {please}
        {hello}como mudo {screen} no app da {coin}? {tried} Cliente {n4}.
        {tried} Mesmo assim, o {device} {broken}. {please} {name}, {city}
        Cobraram {n3} reais duas vezes ({coin}), conta de {name}. {please}
        Não funciona mais {screen}, mensagem {n3}. {tried} {please}
        {hello}o {device} chegou em {city}, mas {fail}. Nota {n4}. {please}""",
        hello=leads("Olá, | Bom dia, | Prezada equipe, | Oi, | Boa tarde,"),
        device="""termostato | patinete | rádio | cadeado | telefone | microfone | fone | carregador | aquecedor
        ventilador | medidor | roteador | teclado | leitor""",
        broken="""desliga sozinho | mostra o erro {n3} | não carrega | faz barulho | não conecta | cheira a queimado
        para em {n2} por cento | perdeu os ajustes | dura {n1} horas | esquenta muito
        reinicia sem parar | marca a hora errada""",
        tried="""Reiniciei {n1} vezes. | O manual não ajuda. | {name} também olhou. | O cabo é novo.
        Esperei {n2} minutos na linha. | Em {city} funcionava. | Restaurar não adiantou.
        Testei {thing} e dá na mesma. | Atualizei há {n1} dias. | Sua colega {name} ia ligar.
        Tenho fotos. | Há {n1} semanas estava bom.""",
        please="""O que faço? | Peço a troca. | Quero meu dinheiro de volta. | {name} pode me ligar?
        Onde fica o número de série? | Quanto tempo leva? | Favor cancelar. | Respondo até tarde ({when}).
        Enviem para {city}. | Obrigado pela rapidez. | Senão cancelo o plano. | Ainda está na garantia?""",
        screen="""o endereço de entrega | a senha | o idioma | a forma de pagamento | o endereço da nota
        o horário | o aviso | o plano | a lista de usuários | a foto | o mapa | a agenda""",
        follow="""Obrigado! E {aspect}, se {fail}?
        Ficou longo, só {aspect} para {name}. {limit}
        O que muda se {name} vier de {city}? {more}
        Dá para adaptar para {name}? Versão {when}. {limit}
        Não entendi a parte sobre {aspect}, e {name} também não.
        ok, mas {fail}. {more}
        não, eu falava disto: {aspect}, em {city}. {more}
        O ponto {n1} com mais detalhe, falta {aspect}. {limit}
        e para {n2} pessoas em vez de {n1}? {more}
        Tem certeza? {name} leu {n3}, não {n2}. {ctx}
        Certo. O mesmo com {thing}, versão {when}.""",
        short="""{topic} {aspect} | {aspect}? | e {aspect}? | valeu {name} | {topic} em {city} | continua
        mais curto | {n2} + {n2} * {n1} | {topic}, {year} | de novo, em {n1} pontos | ok obrigado
        por que {aspect}? | teste {n2} | você está aí? | {city} {event} {year} | tempo em {city} {when}
        parabéns para {name} | em inglês: {thing} | {n3} reais em euros | sinônimo para {aspect}""",
        news_a="""A câmara de {city} aprovou por {n2} votos a {n1} uma verba para {topic}.
        Desde {year}, {name} trabalha com {topic} numa oficina perto de {city}.
        Uma pesquisa com {n3} famílias de {city} tratou deste tema: {topic}.
        A empresa {coin}, de {city}, abre a filial número {n1}.
        Em {city}, {event} reuniu {n4} visitantes, muitos por causa de {name}.
        O museu de {city} mostra {thing} do ano de {year}.
        Depois da tempestade, {n3} casas seguem sem luz em {city}.
        A linha {n2} para {city} só passa a cada {n1} horas.""",
        news_b="""Segundo {name}, por anos ninguém cuidou disto: {aspect}.
        Os preços subiram {n1} por cento, o que não surpreende {name}.
        Para {name} só conta uma coisa: {aspect}.
        O relatório de {n2} páginas aponta {aspect} como preocupação.
        As críticas vêm de {city}, onde se fala em {n3} reais a mais.
        Outro grupo, com {name} à frente, duvida: {fail}.
        Já em {year} se tentou o mesmo em {city}. | O caso está com {name}, depois vai para {name}.""",
        news_c="""A decisão sai em {n1} semanas. | {name} vai apresentar os resultados. | O resto segue igual.
        A prefeitura de {city} ouve queixas por {n2} dias. | A obra dura {n1} meses. | Nada é certo ainda.
        Já há {n4} reais em doações. | No verão é a vez de {city}. | Os números são provisórios.""",
        mail_a="""Prezados colegas, {event} será mesmo em {city}. | Oi {name}, veja como está {topic}.
        Bom dia {name}, recebemos o pedido {n4}. | Oi, gente, notícias de {name} em {city}.
        Senhora {coin}, respondo sua dúvida sobre {topic}. | Oi {name}, estou no ônibus para {city}.
        Queridos pais, dia {n1} não há aula.""",
        mail_b="""Falta {aspect}, e aí preciso de {name}. | Infelizmente {fail}. | A conta de {n3} reais foi paga.
        Agora somos {n2} e precisamos: {thing}. | Tragam {thing}. | {name} reservou a sala. | O contrato é de {year}.
        Os papéis estão com {name} em {city}. | Faltam {n1} assinaturas.""",
        mail_c="""Respondam logo ({when}). {name} | Abraços de {city}, {name} | Dúvidas: {name}, ramal {n2}.
        Até mais, {name} | Atenciosamente, {name} | Obrigado, {name} | Me liga depois das {n1}. {name}""",
        rev_a="""{n1} noites em {city}, quarto {n3}: limpo, mas barulhento. | O {device} da {coin} {broken}.
        Comprei em {city} por {n3} reais. | {name}, no caixa, foi um amor. | Ótimo para {topic}.
        Jantamos em {n1}, {name} pediu sopa. | Entregue em {city} em {n1} dias. | Terceiro {device} da {coin} desde {year}.""",
        rev_b="""Só deixa a desejar nisto: {aspect}. | Pena, {fail}. | {n1} de {n2} pontos. | {name} adora, eu nem tanto.
        Compraria de novo. | Por {n3} reais está bom. | Na próxima levo {thing}. | Estragou {event}.
        Não serve para {kin}. | O suporte de {city} levou {n2} dias.""",
        man_a="""Antes do primeiro uso, carregue o {device} por {n1} horas. | {coin} modelo {n3}, guia rápido.
        Leia primeiro a parte sobre {aspect}. | Confira se vieram as {n2} peças.
        Vale para aparelhos a partir de {year}. | Use o {device} em local seco.""",
        man_b="""Aperte a tecla por {n1} segundos. | A luz vermelha indica o erro {n3}. | Ponha o botão em {n2}.
        Mantenha longe {thing}. | Depois confira {screen} no aplicativo. | Troque o filtro a cada {n1} meses.
        Aperte os parafusos com {n1} Nm.""",
        man_c="""Consertos só com a {coin}, em {city}. | Peças pelo número {n4}. | A garantia é de {n1} anos.
        Se falhar, ligue para a {coin}. | Não guardar abaixo de {n1} graus. | Leve o aparelho velho à coleta.""",
    ),
)
