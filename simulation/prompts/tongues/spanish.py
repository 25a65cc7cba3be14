"""Spanish. Topics and aspects bear their article and never follow "de" or "a"."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.tongues.base import SHAPES, Tongue, leads, rules

_TOPICS = entries("""
el pan de masa madre | un huerto en el balcón | la primera media maratón | el aire acondicionado
la declaración de la renta | un coche eléctrico usado | la baja parental | una mudanza a Valencia
la humedad en el baño | el voluntariado | la guitarra a los cuarenta | una entrevista de trabajo
el dolor de espalda | un perro adoptado | la fianza del piso | un viaje en tren | una noche de juegos
los paneles solares | el inglés en el trabajo | una novela negra | la comida de la semana | los fermentados
la dieta vegetariana | un cumpleaños infantil | el sueño del bebé | la paga de los niños | las pantallas en casa
el cambio de colegio | la custodia compartida | los deberes por la tarde | una subida de sueldo | una renuncia
el teletrabajo con niños | el agotamiento | el alta de autónomo | la contabilidad de una asociación
una factura impagada | el ahorro en fondos | la jubilación anticipada | una hipoteca | el presupuesto familiar
una herencia complicada | el testamento | los gastos de comunidad | un vecino ruidoso | un accidente de bici
una multa | un paquete perdido | el derecho de desistimiento | la migraña | la falta de hierro | la alergia
el turno de noche | el dolor de rodilla | la ortodoncia | la meditación | las pesas en casa
la natación para adultos | un suelo laminado | los azulejos | un grifo que gotea | el aislamiento del techo
el compost | la poda de frutales | las abejas | una ruta con niños | los trenes nocturnos | una acampada
una escapada barata | las hojas de cálculo | la copia de seguridad | el wifi de casa | un discurso de boda
un pésame | una exposición sobre los mayas | el coro | la acuarela | la foto nocturna | el ajedrez
los nervios antes del examen | el trabajo de fin de máster | un semestre fuera | el carné de conducir
""")

_ASPECTS = entries("""
el coste | los plazos | las herramientas | el orden de los pasos | los errores típicos | los papeles
los riesgos | los buenos ejemplos | la preparación | la elección | la letra pequeña | la motivación
la seguridad | las desventajas | la base necesaria | el mantenimiento | las alternativas | el marco legal
el reparto de tareas | la calidad | la medida justa | los gastos ocultos | los primeros pasos
el efecto a largo plazo | la opinión de los expertos
""")

SPANISH = Tongue(
    "es",
    _TOPICS,
    _ASPECTS,
    rules(
        **SHAPES,
        name="""Lucía | Mateo | Ximena | Álvaro | Rocío | Iván | Noelia | Ramiro | Pilar | Gael | Marisol | Nicolás
        Jimena | Emilio | Candela | Rubén | Aitana | Fermín | Yolanda | Tomás | Abril | Joaquín | Belén | Óscar
        Graciela | Hernán | Amaia | Simón | Leire | Facundo | don Ernesto | la señora Vidal | el señor Prieto
        doña Carmen""",
        city="""Sevilla | Bilbao | Gijón | Zaragoza | Murcia | Cádiz | Rosario | Cusco | Puebla | Quito | Mérida
        Oviedo | Lugo | Toledo | Huesca | Salta | Cali | Arequipa | Monterrey | León | Almería | Vigo | Tunja
        Valdivia | Maracay | Alicante | Logroño | Oaxaca | Burgos | Cuenca""",
        open=leads("""Hola, | Buenas. | Una duda: | Buenos días, | Oye, | hola!! | Necesito consejo. | Otra cosa:
        Perdón por la pregunta tonta: | Buenas noches, | Cambio de tema:"""),
        ask="""¿Qué debo saber sobre {topic}, sobre todo {aspect}?
        ¿Cómo enfoco {topic}? Me preocupa una cosa: {aspect}.
        ¿Me explicas {aspect}? El tema es {topic}.
        ¿Qué se suele olvidar con {topic}? Pienso en {aspect}.
        Hazme un plan para {topic} que tenga en cuenta {aspect}.
        Compara dos maneras de llevar {topic} según {aspect}.
        ¿Por qué importa tanto {aspect}? Se trata de esto: {topic}.
        He leído sobre {topic} y no entiendo {aspect}.
        ¿Qué preguntas hago antes? Es para {topic}, con {aspect} en mente.
        Una lista para {topic}, primero {aspect}, porfa.
        ¿Qué diría un profesional sobre {topic}? ¿Y sobre {aspect}?
        ¿Vale la pena {topic} visto {aspect}?
        Tres ideas para {topic}, cada una con una frase sobre {aspect}.
        por dónde empiezo con {topic} si {aspect} me da miedo?
        Resúmeme lo esencial sobre {topic} con foco en {aspect}.
        es verdad que {aspect} lo decide todo con {topic}?""",
        ask2="""¿se puede sin {thing}, y qué pasa con {aspect}?
        ¿cuánto cuesta en {city} contando {aspect}?
        ¿cuánto se tarda entre {n1}, y {aspect}?
        ¿bastan {n2} minutos al día para {topic}?
        ¿espero hasta {when} o lo impide {aspect}?
        ¿a quién pregunto en {city} si no entiendo {aspect}?
        {name} dice que se puede olvidar {aspect}. ¿También con {topic}?
        ¿{n3} euros por {topic} es mucho, o es por {aspect}?
        ¿qué va primero, {aspect} o lo que pide {name}?
        ¿puede hacerlo {name} por mí o se resiente {aspect}?
        ¿y si {fail}? ¿cambia {aspect}?
        ¿hay algo más fácil para {kin}? importa esto: {aspect}.""",
        brief="""{topic} en {city}, y {aspect}?
        {aspect} para {topic}, {n1} personas, {when}
        rápido: {topic}, {n3} euros, {aspect}?
        {topic} con {name} desde {when}, consejos? sobre todo {aspect}
        {thing} para {topic}, sirve? dudo por {aspect}
        {fail}, y ahora? ({topic}, {aspect})
        {topic}: {n1} razones a favor, {n1} en contra, incluye {aspect}
        {aspect}? {topic}, {n2} años, {city}
        por qué cuesta tanto entender {aspect}? {topic}, {city}""",
        ctx="""Vivo en {city} y tengo {n2} minutos al día.
        {name} dice lo contrario y ya no sé.
        Mi presupuesto es de {n3} euros, {name} pone algo.
        Ya lo intenté {n1} veces, pero {fail}.
        Ayer {kin} me lo preguntó y me quedé en blanco.
        Somos {n1} y siempre quedamos en {city}.
        En {n1} semanas llega {name} de {city} y debería estar listo.
        Tengo {n2} años y es la primera vez.
        Tengo que enseñarle algo a {name} antes de {when}.
        El año pasado estuve en {city} con {name} y {fail}.
        Me ayuda {kin}, pero solo {n1} días.
        En la tienda de {city} me dijeron otra cosa.
        Es para {event} que organiza {name} en {city}.
        Llevo {n1} meses así: {fail}.
        Me mudé de {city} a {city} hace {n1} años.
        Solo tengo {thing} y algo de paciencia.
        {name} y yo compartimos {thing} con {n1} vecinos.
        En la asociación lo lleva {name}, pero {fail}.
        Después de {event}, {name} prometió encargarse, pero {fail}.
        Dicen que en {city} cambiaron las normas en {year}.""",
        more="""¿Importa que ya tengamos {thing}?
        ¿Ayudaría {thing}?
        ¿Cambia algo de aquí a {when}?
        {name} tiene que poder hacerlo sin mí.
        No quiero pasar de {n3} euros.
        Además, {fail}.
        También {kin} debe entenderlo.
        Piensa que {name} solo tiene {n2} años.
        En {city} casi no hay nada de eso.
        Para {event} sería tarde, ¿no?
        Yo pensaba en {thing}, {name} más bien en {thing}.
        Supongamos que empiezo en {n1} días.
        Si no, le pregunto y ya está: {kin} sabe.
        {name}, de {city}, está muy contento con eso.""",
        limit="""En {n3} palabras como mucho. | En una lista. | Con un ejemplo. | Sé sincero. | Fácil de entender.
        Solo lo esencial. | Mejor en una tabla. | Sin tecnicismos. | Como si hablaras con {name}.
        Bastan tres frases. | Sin sermones. | Con cifras aproximadas. | Di también lo malo.
        Lo necesito para {when}. | Dos opciones, no más. | ¡Gracias de antemano!""",
        kin="""mi madre | mi hermano | mi jefa | mi vecino | mi hija | mi tío | una amiga | mi padre | mi abuela
        mi compañero de piso | mi cuñada | mi hijo | un colega | mi tía | mi entrenador""",
        fail="""no funcionó | llovió toda la semana | salió caro | nadie tenía tiempo | lo dejé a los {n1} días
        faltaba un papel | {name} no quiso | se aplazó todo | la mitad se rompió | en {city} estaba cerrado
        hicimos mal las cuentas | {name} se puso enfermo | la respuesta llegó tarde
        discutimos por {n3} euros | nadie sabía nada""",
        when="""enero | finales de marzo | mayo | julio | otoño | noviembre | Semana Santa | el viernes | mañana
        la semana que viene | Navidad | el domingo | el día {n1} | fin de curso | este mediodía""",
        thing="""una escalera vieja | un trastero lleno | una tableta | una máquina de coser | una bici de carga
        un cuaderno | dos sillas plegables | un microscopio | una nevera portátil | un remolque | un frontal
        una batidora | una tienda de campaña | un piano | una báscula | un taladro""",
        event="""la fiesta del barrio | la boda | el examen | la feria | la reunión | el bautizo | el aniversario
        el torneo | la lectura | el estreno | el mercadillo | la entrega de llaves | el concierto""",
        text="""un correo | un discurso corto | una invitación | una negativa amable | una queja | un acta
        un presupuesto | un anuncio | una carta de renuncia | una tarjeta de agradecimiento | un cartel
        una reseña | una nota de prensa | un poema""",
        tone="""amable pero firme | formal | informal | en dos párrafos | sin frases hechas | con humor
        corto y claro | de tú | para gente mayor | {n3} palabras como máximo | como lo diría {name} | neutro""",
        write="""Escribe {text} para {name} sobre {topic}. Menciona esto: {fail}. Tono: {tone}.
        Redacta {text}: {topic}, {aspect}, plazo de {n1} días, {city}. {detail}
        Corrige: "Hola {name}, por {event} tenemos que hablar. Asunto: {aspect}, porque {fail}."
        {text} para {event} en {city}, {tone}. {detail}
        Necesito {text} sobre {topic}. {detail} {detail} Estilo: {tone}.
        Acorta esto, {tone}: {draft}
        Conviértelo en {text}: {draft} {detail}
        Un título para {text} sobre {topic}, {city}, {when}
        {detail} Haz con eso {text} sin olvidar {aspect}, {tone}.
        Corrige solo la ortografía: {draft}""",
        detail="""Son {n3} euros. | {name}, de {city}, va en copia. | El plazo acaba pronto: {when}.
        Nos conocimos en {city}, con {name}. | Expediente {n4}. | Nombra {thing}. | El motivo: {fail}.
        Firma {name}. | Lo leerán unas {n2} personas. | Nos conocemos desde {year}.
        Me echó una mano {kin}. | Hace falta respuesta: {when}.""",
        draft="""hola {name}, por {topic} falta cerrar {aspect}, {fail}, dime algo: {when}
        {name} cree que {aspect} ya está, yo no, la cita en {city} se retrasa {n1} días
        gracias por {thing}, llegó bien a {city}, pero {fail}, y con {topic} qué hacemos
        notas: {topic}, {aspect}, {n1} personas, dirige {name}, {city}, presupuesto {n3}
        estimados señores, espero respuesta desde {year} (ref. {n4}), {fail}, un saludo {name}
        nadie quiere llevar {aspect}, ni {name} ni {kin}, y se acerca {event}""",
        story="""Escribe un cuento de {n3} palabras: {name} encuentra {thing} en {city} y {fail}.
        Sigue: "{name} no volvía a {city} desde {year}, y faltaba {thing}." {mood}
        Eres {name} y lo sabes todo sobre {topic}. Llego a {city} con {thing}. Empieza.
        Una escena entre {name} y {name} sobre {topic} mientras fuera espera {kin}. {mood}
        Cuento para dormir para {name} ({n1} años): {thing}, un gato, {city}. {mood}
        Diálogo: {name} quiere vender {thing}, {name} solo pregunta por {aspect}. {mood}
        Un poema sobre {topic} y {city}, como en {year}. {mood}
        Seguimos el juego: le doy {thing} a {name} y pregunto por el camino a {city}. {fail}""",
        mood="""Triste pero con esperanza. | Gracioso. | En presente. | Sin diálogos. | Con intriga hasta el final.
        Contado por {name}. | Final abierto. | En verso. | Nada cursi. | {n3} palabras como máximo.
        Como un cuento popular. | En forma de carta.""",
        extract="""Resume en dos frases: {document}
        Lista las personas, los lugares y las cifras: {document}
        ¿Cuál es la idea principal? "{document}"
        Un titular, {tone}: {document}
        Puntos clave para {name}, primero {aspect}: {document}
        {document} ¿Qué parte afecta a {city}?
        {document} - explícaselo a {name}, {tone}
        ¿Qué plazos e importes aparecen? {document}""",
        who="""Ejercicio {n2} | Deberes: {when} | del libro, página {n2} | {name} me preguntó esto
        examen del año pasado | Hoja {n1} | Mi profe de {city} lo quiere así | Simulacro, pregunta {n1}
        para mi hermana {name} | Refuerzo con {name} | Trabajo en grupo con {name} | Exposición: {when}""",
        hw="""Un tren sale a las {n1} de {city} a {n2} km/h. ¿Cuándo habrá hecho {n3} km?
        Redacción sobre {topic} con un eje: {aspect}. Mínimo {n3} palabras.
        {name} ahorra {n2} euros al mes. ¿Cuánto tarda en llegar a {n4}?
        Describe la vida en {city} hacia {year} y cita {n1} fuentes.
        Un rectángulo mide {n2} m por {n1} m. ¿Cuánto mide la diagonal?
        Deriva {n2}x elevado a {n1} más {n3}x.
        ¿De cuántas formas se eligen {n1} personas entre {n2} en {city}?
        Una receta para {n1} lleva {n3} g de harina. ¿Cuánta necesita {name} para {n2}?
        Escribe un diálogo en subjuntivo entre {name} y {name} sobre {topic}.
        De {n3} personas en {city}, el {n2} por ciento nombra {aspect}. ¿Cuántas son?
        Comenta el personaje, {name}: {fail}. ¿Por qué actúa así?
        ¿Qué energía gasta un aparato de {n3} vatios en {n1} horas?""",
        stuck="""No sé cómo empezar. | Me atasco tras la primera línea. | ¿Qué se pide? | ¿Qué fórmula es?
        Me da {n2}, a {name} le da {n3}. | Ni idea, la verdad. | Falté ese día. | ¿Está bien {n2}?
        El libro dice {n3}, ¿por qué? | {name} tampoco sabe. | Es para pronto: {when}. | Con el planteamiento me basta.""",
        wish="""Solo una pista, no la solución. | Paso a paso, por favor. | ¿Cuál es el truco? | Con otros números.
        Me quedan {n1} así. | Nivel de {n1}.º curso. | Revisa mi método. | ¿Cómo se escribe bien?
        Para que {name} lo entienda. | Con un dibujo en palabras. | Sin calculadora. | El examen es en {n1} días.""",
        support="""{hello}mi {device} {coin} {broken}. {name} lo compró en {city}. {please}
        {hello}el pedido {n4} para {city} no llega, el {device} debía venir ya ({when}). Soy {name}
        El {device} de {coin} {broken} desde hace {n1} días. {tried} {please}
        {hello}¿cómo cambio {screen} en la app de {coin}? {tried} Cliente {n4}.
        {tried} Aun así, el {device} {broken}. {please} {name}, {city}
        Me cobraron {n3} euros dos veces ({coin}), cuenta de {name}. {please}
        Desde {event} no va {screen}, mensaje {n3}. {tried} {please}
        {hello}el {device} llegó a {city}, pero {fail}. Factura {n4}. {please}""",
        hello=leads("Hola, | Buenos días, | Estimado equipo: | Buenas, | A quien corresponda:"),
        device="""termostato | patinete | altavoz | cerrojo | teléfono | micrófono | auricular | cargador | radiador
        vigilabebés | medidor | router | teclado | lector""",
        broken="""se apaga solo | da el error {n3} | no carga | hace ruido | no se conecta | huele a quemado
        se queda en el {n2} por ciento | ha perdido los ajustes | dura {n1} horas | se calienta mucho
        se reinicia sin parar | marca mal la hora""",
        tried="""Lo reinicié {n1} veces. | El manual no ayuda. | {name} también lo miró. | El cable es nuevo.
        Esperé {n2} minutos al teléfono. | En {city} funcionaba. | Restablecerlo no sirvió.
        Con {thing} pasa igual. | Lo actualicé hace {n1} días. | Su compañera {name} iba a llamar.
        Tengo fotos. | Hace {n1} semanas iba bien.""",
        please="""¿Qué hago? | Pido un cambio. | Quiero mi dinero. | ¿Puede llamarme {name}? | ¿Dónde está el número de serie?
        ¿Cuánto tarda? | Cancélenlo, por favor. | Estoy localizable, {when} no. | Envíenlo a {city}.
        Gracias por la rapidez. | Si no, me doy de baja. | ¿Sigue en garantía?""",
        screen="""la dirección de envío | la contraseña | el idioma | la forma de pago | la dirección fiscal
        el horario | el aviso | la tarifa | la lista de usuarios | la foto | el mapa | el calendario""",
        follow="""¡Gracias! ¿Y qué pasa con {aspect} si {fail}?
        Es muy largo, solo {aspect} para {name}. {limit}
        ¿Qué cambia si {name} viene de {city}? {more}
        ¿Lo adaptas para {name}? Sería para {when}. {limit}
        No entiendo la parte sobre {aspect}, y {name} tampoco.
        vale, pero {fail}. {more}
        no, decía {aspect} en {city}. {more}
        El punto {n1} con más detalle, me falta {aspect}. {limit}
        ¿y para {n2} personas en vez de {n1}? {more}
        ¿Seguro? {name} leyó {n3}, no {n2}. {ctx}
        Bien. Lo mismo con {thing} y para {when}.""",
        short="""{topic} {aspect} | {aspect}? | y {aspect}? | gracias {name} | {topic} en {city} | sigue
        más corto | {n2} + {n2} * {n1} | {topic}, {year} | otra vez, en {n1} puntos | vale gracias
        por qué {aspect}? | prueba {n2} | estás ahí? | {city} {event} {year} | tiempo en {city} {when}
        felicitación para {name} | en inglés: {thing} | {n3} euros en pesos | sinónimo para {aspect}""",
        news_a="""El ayuntamiento de {city} aprobó por {n2} votos contra {n1} una ayuda para {topic}.
        Desde {year}, {name} trabaja con {topic} en un taller cerca de {city}.
        Una encuesta en {n3} hogares de {city} preguntó por {topic}.
        La empresa {coin}, de {city}, abre su sede número {n1}.
        En {city}, {event} reunió a {n4} visitantes, muchos por {name}.
        El museo de {city} muestra {thing} del año {year}.
        Tras la tormenta, {n3} casas siguen sin luz en {city}.
        La línea {n2} hacia {city} pasa solo cada {n1} horas.""",
        news_b="""Según {name}, durante años se descuidó {aspect}.
        Los precios subieron un {n1} por ciento, y {name} no se extraña.
        Para {name} solo cuenta una cosa: {aspect}.
        El informe, de {n2} páginas, pone {aspect} como gran duda.
        Las críticas llegan de {city}, donde hablan de {n3} euros más.
        Otro grupo, con {name} al frente, lo duda: {fail}.
        Ya en {year} se intentó en {city}. | El caso lo lleva {name}, luego {name}.""",
        news_c="""Se decidirá en {n1} semanas. | {name} presentará los resultados. | El resto sigue igual.
        Se admiten quejas en {city} durante {n2} días. | Las obras durarán {n1} meses. | Nada es seguro aún.
        Ya hay {n4} euros en donativos. | En verano le toca a {city}. | Son cifras provisionales.""",
        mail_a="""Estimados compañeros, {event} será al final en {city}. | Hola {name}, así está {topic}.
        Buenos días {name}, recibimos la solicitud {n4}. | Hola a todos, noticias de {name} desde {city}.
        Señora {coin}, respondo a su duda sobre {topic}. | Hola {name}, voy en el tren a {city}.
        Queridos padres, el día {n1} no hay clase.""",
        mail_b="""Falta {aspect}, y ahí necesito a {name}. | Por desgracia, {fail}. | La factura de {n3} euros está pagada.
        Ya somos {n2} y nos falta {thing}. | Traed {thing}. | {name} reservó la sala. | El contrato es de {year}.
        Los papeles los tiene {name} en {city}. | Faltan {n1} firmas.""",
        mail_c="""Decid algo pronto ({when}). {name} | Saludos desde {city}, {name} | Dudas: {name}, extensión {n2}.
        Hasta pronto, {name} | Un cordial saludo, {name} | Gracias, {name} | Llámame desde las {n1}. {name}""",
        rev_a="""{n1} noches en {city}, habitación {n3}: limpia pero ruidosa. | El {device} de {coin} {broken}.
        Comprado en {city} por {n3} euros. | {name}, en caja, un encanto. | Ideal para {topic}.
        Cenamos {n1}, {name} pidió sopa. | Entregado en {city} en {n1} días. | Tercer {device} de {coin} desde {year}.""",
        rev_b="""Solo falla {aspect}. | Lástima, {fail}. | {n1} de {n2} puntos. | A {name} le encanta, a mí menos.
        Lo compraría otra vez. | Por {n3} euros está bien. | La próxima vez cojo {thing}. | Pena por {event}.
        No es para {kin}. | Atención al cliente en {city} tardó {n2} días.""",
        man_a="""Antes del primer uso cargue el {device} {n1} horas. | {coin} modelo {n3}, guía rápida.
        Lea primero la parte sobre {aspect}. | Compruebe que están las {n2} piezas.
        Vale para aparatos desde {year}. | Use el {device} en lugares secos.""",
        man_b="""Pulse la tecla {n1} segundos. | La luz roja indica el error {n3}. | Ponga el mando en {n2}.
        Aleje {thing}. | Mire después {screen} en la aplicación. | Cambie el filtro cada {n1} meses.
        Apriete los tornillos a {n1} Nm.""",
        man_c="""Reparaciones solo en {coin}, {city}. | Repuestos con el número {n4}. | La garantía dura {n1} años.
        Si falla, llame a {coin}. | No guardar bajo {n1} grados. | Lleve el aparato viejo al punto limpio.""",
    ),
)
