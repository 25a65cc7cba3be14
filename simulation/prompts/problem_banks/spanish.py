"""Problems in Spanish."""

from __future__ import annotations

from simulation.prompts.problem_banks.base import ProblemBank, words
from simulation.prompts.problem_banks.sums import framed, sums_of

SPANISH = ProblemBank(
    (
        *sums_of("""
        change: En el mercado de {city}, {name} compra {a} {goods} a {b} céntimos cada pieza y paga con {a} euros. ¿Cuánto le devuelven? = % céntimos
        weeks: Un taller de {city} vende {a} {goods} al día de lunes a viernes y {b} los sábados. ¿Cuántas piezas vende en {c} semanas? = %
        pump: En {city}, la bomba de {name} llena un depósito en {c} minutos. ¿Cuánto tardan dos bombas iguales en llenar tres depósitos? = % minutos
        speed: {name} va en bicicleta de {city} a {town} a {a} km/h y vuelve a {b} km/h. ¿Cuál es la velocidad media? = % km/h
        discount: Tras un descuento del {a} %, {name} paga {b} euros en una tienda de {city}. ¿Cuál era el precio inicial? = % euros
        guess: {name} piensa un número, lo multiplica por {c}, le suma {a} y le dice a {mate} que da {b}. ¿Qué número era? = %
        cylinder: El tonel de {name} en {city} es un cilindro de {a} cm de radio y {b} cm de alto. ¿Cuántos litros caben? = % litros
        fence: {name} cerca un prado de {a} m por {b} m junto a {city}. ¿Cuánta valla necesita? = % m
        red: En una caja de {city} hay {a} {goods} de color rojo y {b} de color verde; {name} saca dos sin mirar. ¿Qué probabilidad hay de sacar dos de color rojo? = % %
        shake: En una fiesta en {city}, {b} personas se dan la mano una vez entre sí, cuenta {name}. ¿Cuántos apretones hay? = %
        blink: En el puerto de {city} dos luces parpadean cada {a} y cada {c} segundos. {name} las ve coincidir. ¿Dentro de cuántos segundos vuelven a coincidir? = % segundos
        fall: {name} suelta una piedra desde un puente de {a} m en {city}. ¿Cuánto tarda en caer sin contar el aire? = % s
        energy: Un horno de {a}{b} vatios funciona {c} horas al día en casa de {name}, en {city}. ¿Cuánta energía gasta en una semana? = % kWh
        dilute: En un laboratorio de {city}, {name} añade {c} ml de agua a {a} ml de una disolución al {b} %. ¿Qué concentración queda? = % %
        mean: {name} cuenta {a}, {b} y {c} {goods} en tres días en {city}. ¿Cuál es la media? = %
        even: El negocio de {name} en {city} tiene {a}{b} euros de gastos fijos y gana {c} euros por venta. ¿Cuántas ventas hacen falta para no perder? = % ventas
        """),
        *framed("""
        biology: ¿Por qué amarillean las hojas en otoño? = La clorofila se degrada y quedan los carotenoides.
        biology: ¿Por qué los antibióticos no curan una gripe? = Atacan estructuras de las bacterias que los virus no tienen.
        chemistry: ¿Por qué se forma cal en un hervidor? = Al calentar agua dura precipita carbonato de calcio.
        physics: ¿Por qué el cielo es azul de día? = El aire dispersa más la luz de onda corta.
        history: ¿Por qué subieron los salarios después de la peste negra? = Faltaba mano de obra.
        geography: ¿Por qué hay tantas ciudades antiguas junto a ríos? = El río daba agua, transporte y un lugar de paso.
        law: ¿Hay contrato si alguien acepta por teléfono comprar unas cajas de {goods}? = Sí, basta el acuerdo sobre la cosa y el precio.
        economics: ¿Por qué imprimir dinero no hace rico a un país? = Con los mismos bienes y más dinero suben los precios.
        statistics: ¿Por qué una correlación no demuestra una causa? = Un tercer factor puede mover ambas variables.
        programming: ¿Por qué se guardan las contraseñas con una sal? = Así dos contraseñas iguales tienen resúmenes distintos.
        linguistics: ¿Qué es un fonema? = La unidad sonora mínima que distingue dos palabras.
        philosophy: ¿De qué no podía dudar Descartes? = De que pensaba y, por tanto, existía.
        medicine: ¿Por qué se compara un fármaco nuevo con un placebo? = Solo la diferencia con el placebo muestra su efecto.
        """),
    ),
    words(
        name="Alba | Bruno | Carmen | Diego | Elena | Fermín | Gloria | Hugo | Javier | Lucía | Marta | Nicolás | Olga | Pablo | Raquel | Sergio | Teresa | Víctor | Ximena | Yolanda",
        mate="Adrián | Belén | César | Dolores | Esteban | Fátima | Gonzalo | Julia | Luis | Mercedes | Noelia | Óscar | Pilar | Rubén | Sonia | Tomás",
        city="Alicante | Bilbao | Burgos | Cádiz | Cuenca | Gijón | Granada | Huesca | León | Lugo | Málaga | Murcia | Oviedo | Salamanca | Sevilla | Soria | Toledo | Valencia | Quito | Bogotá",
        town="Ávila | Baeza | Cartagena | Denia | Estella | Jaca | Lorca | Mérida | Olot | Ronda | Teruel | Tudela | Vigo | Zamora",
        goods="peras | velas | tuercas | canicas | tejas | nueces | postales | perlas | tazas | cajas | manzanas | cucharas | lámparas | ciruelas",
        setting="""En una clase en {city}, {name} pregunta: | Concurso en {city}, ronda {n1}, pregunta de {name}: | {name} y {mate} discuten en el tren a {city}. | Carta de {name}, de {city}:
        Examen en {city}, pregunta {n2}: | En una cena en {city}, {name} le pregunta a {mate}: | Para un trabajo de {n2} páginas que {name} prepara en {city}: | En el museo de {city}, panel {n2}: | Deberes de {name}, instituto de {city}, página {n3}:
        Tras una charla en {city}, {name} levanta la mano. | Programa grabado en {city} con {name} y {mate}: | {name} da clases en {city} y busca una respuesta.""",
        wish="""En {n2} palabras como mucho. | Bastan dos frases, {mate} solo tiene {n1} minutos. | {mate}, de {town}, opina lo contrario. | Un ejemplo le vendría bien a {mate}. | Vale {n1} puntos.
        Que lo entienda {mate}, de {n2} años. | Irá en la página {n3} del cuaderno. | Sin tecnicismos, que {mate} empieza ahora. | {mate} apuesta {n2} euros a que nadie lo sabe. | La respuesta va a {town}, para {mate}.""",
        steps="""Muestra los pasos. | Solo el resultado, dice {mate}. | A {mate}, de {town}, le sale otra cosa. | Es el ejercicio {n3}. | Vale {n1} puntos. | Explícaselo a {mate} en {n1} líneas.
        {mate} cree que no tiene solución. | Ejercicio {n2} de la hoja de {town}. | Primero el resultado, luego el método.""",
    ),
)
