"""Turkish. Names, topics and aspects take no endings: postpositions and helping nouns carry them."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.tongues.base import SHAPES, Tongue, leads, rules

_TOPICS = entries("""
ekşi mayalı ekmek | balkonda sebze yetiştirme | ilk yarı maraton | ısı pompası | gelir vergisi beyannamesi
ikinci el elektrikli araba | doğum izni | başka şehre taşınma | banyoda küf | gönüllü çalışma
kırkından sonra gitar | iş görüşmesi | bel ağrısı | barınaktan köpek sahiplenme | kira depozitosu
trenle yolculuk | oyun gecesi | çatıya güneş paneli | iş İngilizcesi | polisiye roman yazma
haftalık yemek hazırlığı | turşu kurma | vejetaryen beslenme | çocuk doğum günü | bebek uykusu | harçlık
çocuklarda ekran süresi | okul değiştirme | ortak velayet | ödev saatleri | maaş zammı isteme | istifa
çocukla evden çalışma | tükenmişlik | şahıs şirketi kurma | dernek muhasebesi | ödenmeyen fatura
yatırım fonu | emeklilik | konut kredisi | aile bütçesi | miras paylaşımı | vasiyet | apartman aidatı
gürültülü komşu | bisiklet kazası | trafik cezası | kaybolan kargo | cayma hakkı | migren | demir eksikliği
saman nezlesi | gece vardiyası | diz ağrısı | diş teli | meditasyon | evde ağırlık çalışması
yetişkinler için yüzme | laminat parke döşeme | fayans boyama | damlayan musluk | çatı yalıtımı | kompost
yosunlu çim | meyve ağacı budama | arıcılık | küçük çocukla yürüyüş | gece trenleri | deniz kenarında kamp
ucuz hafta sonu gezisi | hesap tabloları | fotoğraf yedekleme | evde kablosuz ağ | düğün konuşması
taziye mesajı | İpek Yolu sunumu | koro | suluboya | gece fotoğrafçılığı | çocuklar için satranç
sınav kaygısı | yüksek lisans tezi | yurt dışında bir dönem | ehliyet sınavı | örgü | amatör tiyatro
""")

_ASPECTS = entries("""
maliyet | zaman planı | gerekli aletler | adımların sırası | sık yapılan hatalar | belgeler | riskler
iyi örnekler | hazırlık | doğru seçim | küçük yazılar | son tarih | motivasyon | güvenlik | eksi yönler
gereken ön bilgi | bakım | diğer seçenekler | yasal durum | iş bölümü | kalite | doğru miktar
gizli masraflar | ilk adımlar | uzun vadeli etki | uzman görüşü
""")

TURKISH = Tongue(
    "tr",
    _TOPICS,
    _ASPECTS,
    rules(
        **SHAPES,
        name="""Elif | Mert | Zeynep | Emre | Ayşe | Burak | Selin | Hakan | Defne | Kerem | Gül | Onur | Derya | Cem
        Fatma | Tolga | Merve | Serkan | Nehir | Volkan | Esra | Kaan | Melis | Rıza | Pınar | Yiğit | Sibel
        Barış | Nurcan | Deniz | Hasan Bey | Leyla Hanım | Osman Amca | Sevgi Teyze""",
        city="""Bursa | Ankara | Konya | Adana | Trabzon | Antalya | Eskişehir | Samsun | Mersin | Kayseri | Muğla
        Rize | Sivas | Edirne | Çanakkale | Manisa | Denizli | Ordu | Malatya | Tekirdağ | Bolu | Aydın
        Giresun | Isparta | Kars | Van | Hatay | Sinop | Uşak | Yalova""",
        open=leads("""Merhaba, | Selam! | Kısa bir soru: | İyi günler, | slm, | İyi akşamlar, | Bir fikre ihtiyacım var.
        Soru saçmaysa kusura bakmayın: | Bir de şu var: | Konu değişiyor: | Hocam,"""),
        ask="""{topic} hakkında ne bilmeliyim, özellikle {aspect} konusunda?
        {topic} işine nasıl başlanır? Beni düşündüren şey: {aspect}.
        {topic} için {aspect} neden önemli, anlatır mısın?
        {topic} denince en çok ne unutuluyor? Aklımda {aspect} var.
        {topic} için bana bir plan yap, {aspect} unutulmasın.
        {topic} için iki yolu karşılaştır, ölçüt {aspect} olsun.
        {topic} söz konusu olunca {aspect} niye bu kadar öne çıkıyor?
        {topic} üzerine bir yazı okudum ama {aspect} kısmını anlamadım.
        Önce hangi soruları sormalıyım? Konu {topic}, derdim {aspect}.
        {topic} için kontrol listesi lazım, başta {aspect}.
        Bir usta {topic} hakkında ne derdi? Peki ya {aspect}?
        {aspect} düşünülürse {topic} buna değer mi?
        {topic} için üç fikir ver, her birinde {aspect} üzerine bir cümle olsun.
        {aspect} gözümü korkutuyor, {topic} için nereden başlasam?
        {topic} hakkında en önemli noktaları özetle, ağırlık {aspect} olsun.
        {topic} için her şeyi {aspect} belirler diyorlar, doğru mu?""",
        ask2="""{thing} olmadan olur mu, {aspect} ne olur?
        {city} şehrinde kaça mal olur, {aspect} dahil?
        {n1} kişiyle ne kadar sürer, {aspect} yetişir mi?
        {topic} için günde {n2} dakika yeter mi?
        {when} beklesem mi, yoksa {aspect} sorun mu olur?
        {aspect} belli değilse {city} şehrinde kime sormalı?
        {name} diyor ki {aspect} önemsiz. {topic} için de böyle mi?
        {topic} için {n3} lira çok mu, sebebi {aspect} mi?
        önce hangisi, {aspect} mi yoksa {name} ne isterse o mu?
        bunu {name} yapabilir mi, {aspect} bozulur mu?
        ya {fail} ise? {aspect} değişir mi?
        daha kolayı var mı, {kin} için? önemli olan {aspect}.""",
        brief="""{topic}, {city}, peki {aspect}?
        {topic} için {aspect}, {n1} kişi, {when}
        hızlıca: {topic}, {n3} lira, {aspect}?
        {topic}, {name} ile, {when}, önerisi olan? en çok {aspect}
        {topic} için {thing} işe yarar mı? {aspect} belirsiz
        {fail}, şimdi ne olacak? ({topic}, {aspect})
        {topic}: {n1} artı, {n1} eksi, {aspect} dahil
        {aspect}? {topic}, {n2} yaş, {city}
        {aspect} neden bu kadar zor? {topic}, {city}""",
        ctx="""{city} şehrinde yaşıyorum, günde {n2} dakikam var.
        {name} tam tersini söylüyor, kafam karıştı.
        Bütçem {n3} lira, {name} biraz ekleyecek.
        {n1} kez denedim ama {fail}.
        Dün {kin} sordu, cevap veremedim.
        {n1} kişiyiz, hep {city} tarafında buluşuyoruz.
        {n1} hafta sonra {name} {city} şehrinden geliyor, o güne hazır olmalı.
        {n2} yaşındayım, ilk defa yapıyorum.
        {name} bir şey görmek istiyor, tarih: {when}.
        Geçen yıl {name} ile {city} şehrindeydim ve {fail}.
        {kin} yardım ediyor ama sadece {n1} gün.
        {city} merkezdeki dükkânda bambaşka bir şey söylediler.
        {city} şehrinde {event} var, işi {name} yürütüyor.
        {n1} aydır durum aynı: {fail}.
        {n1} yıl önce {city} şehrinden {city} şehrine taşındım.
        Elimde sadece {thing} ve biraz sabır var.
        {name} ile ben, {n1} komşuyla birlikte {thing} kullanıyoruz.
        Dernekte bu işe {name} bakıyor ama {fail}.
        {event} sonrası {name} ilgilenecekti ama {fail}.
        Duyduğuma göre {city} şehrinde kurallar {year} yılında değişmiş.""",
        more="""Evde {thing} olması fark eder mi?
        {thing} işe yarar mı?
        {when} gelince bir şey değişir mi?
        {name} bunu bensiz yapabilmeli.
        {n3} liradan fazla harcamak istemiyorum.
        Üstelik {fail}.
        Bunu {kin} da anlamalı.
        Unutma, {name} daha {n2} yaşında.
        {city} tarafında böyle bir şey pek yok.
        {event} için geç olur, değil mi?
        Ben {thing} düşünüyordum, {name} ise {thing} diyor.
        Diyelim ki {n1} gün sonra başlıyorum.
        Olmazsa {kin} bilir.
        {name}, {city} şehrinden, çok memnun kalmış.""",
        limit="""En fazla {n3} kelime. | Liste halinde. | Bir örnekle. | Dürüst ol. | Basitçe anlat. | Tablo olabilir.
        Sadece en önemlisi. | Terim kullanma. | {name} anlayacak şekilde. | Üç cümle yeter. | Nutuk atma.
        Yaklaşık rakam ver. | Eksilerini de söyle. | {when} lazım. | İki seçenek, fazlası değil. | Şimdiden sağ ol!""",
        kin="""annem | abim | müdürüm | komşum | kızım | amcam | bir arkadaşım | babam | anneannem | ev arkadaşım
        yengem | oğlum | bir iş arkadaşım | teyzem | antrenörüm""",
        fail="""olmadı | hafta boyu yağmur yağdı | çok pahalıydı | kimsenin vakti yoktu | {n1} gün sonra bıraktım
        bir belge eksikti | {name} istemedi | her şey ertelendi | yarısı kırıldı | {city} tarafında her yer kapalıydı
        hesap yanlış çıktı | {name} hastalandı | cevap geç geldi | {n3} lira için tartışma çıktı | kimse bilmiyordu""",
        when="""ocak | mart sonu | mayıs | temmuz | sonbahar | kasım | bayram | cuma | yarın akşam | gelecek hafta
        yılbaşı | pazar | ayın {n1}. günü | dönem sonu | bugün öğlen""",
        thing="""eski bir merdiven | dolu bir kiler | bir tablet | dikiş makinesi | yük bisikleti | bir defter
        iki katlanır sandalye | mikroskop | buzluk | römork | kafa lambası | mikser | çadır | piyano | terazi | matkap""",
        event="""mahalle şenliği | düğün | sınav | fuar | toplantı | sünnet | yıl dönümü | turnuva | okuma gecesi
        gala | kermes | ev teslimi | konser""",
        text="""bir e-posta | kısa bir konuşma | bir davetiye | kibar bir ret | bir şikâyet | bir tutanak | bir teklif
        bir ilan | istifa mektubu | teşekkür kartı | bir afiş | bir yorum | basın bülteni | bir şiir""",
        tone="""nazik ama net | resmi | samimi | iki paragraf | klişesiz | esprili | kısa ve açık | senli benli
        yaşlılar için | en fazla {n3} kelime | {name} nasıl derse öyle | tarafsız""",
        write="""{name} için {topic} hakkında {text} yaz. Şunu da belirt: {fail}. Üslup: {tone}.
        {text} hazırla: {topic}, {aspect}, {n1} gün süre, {city}. {detail}
        Düzelt: "Sevgili {name}, {event} için {aspect} konusunu konuşmalıyız çünkü {fail}."
        {city} şehrindeki {event} için {text}, {tone}. {detail}
        {topic} üzerine {text} lazım. {detail} {detail} Üslup: {tone}.
        Kısalt, {tone}: {draft}
        Bundan {text} çıkar: {draft} {detail}
        {topic} konulu {text} için başlık, {city}, {when}
        {detail} Buradan {text} yap, {aspect} eksik kalmasın, {tone}.
        Sadece yazım hatalarını düzelt: {draft}""",
        detail="""Tutar {n3} lira. | {name}, {city}, bilgi olarak okuyacak. | Son tarih {when}. | Dosya no {n4}.
        {city} şehrinde tanıştık, {name} de vardı. | {thing} geçsin. | Sebep: {fail}. | {name} imzalayacak.
        Yaklaşık {n2} kişi okuyacak. | {year} yılından beri tanışıyoruz. | {kin} yardım etti. | Cevap gerekli: {when}.""",
        draft="""selam {name}, {topic} için {aspect} kaldı, {fail}, haber ver ({when})
        {name} diyor ki {aspect} bitti, bence bitmedi, {city} buluşması {n1} gün kaydı
        teşekkürler, {thing} {city} şehrine ulaştı, ama {fail}, {topic} ne olacak
        notlar: {topic}, {aspect}, {n1} kişi, sorumlu {name}, {city}, bütçe {n3}
        sayın yetkili, {year} yılından beri cevap bekliyorum (no {n4}), {fail}, saygılar {name}
        {aspect} işini kimse almıyor, ne {name} ne {kin}, {event} de yaklaşıyor""",
        story="""{n3} kelimelik hikâye yaz: {name} {city} şehrinde {thing} buluyor ve {fail}.
        Devam et: "{name} {year} yılından beri {city} şehrine gelmemişti, {thing} ortada yoktu." {mood}
        Sen {name} ol, {topic} hakkında her şeyi biliyorsun. {city} şehrine geliyorum, yanımda {thing}. Başla.
        {name} ile {name} arasında {topic} üzerine bir sahne, dışarıda {kin} bekliyor. {mood}
        {name} ({n1} yaş) için masal: {thing}, bir kedi, {city}. {mood}
        Diyalog: {name} {thing} satmak istiyor, {name} hep {aspect} soruyor. {mood}
        {topic} ve {city} için şiir, {year} havasında. {mood}
        Oyuna devam: {name} artık {thing} sahibi, ben {city} yolunu soruyorum. {fail}""",
        mood="""Hüzünlü ama umutlu. | Komik. | Şimdiki zamanla. | Diyalogsuz. | Sonuna kadar gerilimli.
        {name} anlatsın. | Açık uçlu bitsin. | Kafiyeli. | Fazla duygusal olmasın. | En fazla {n3} kelime.
        Masal gibi. | Mektup biçiminde.""",
        extract="""İki cümleyle özetle: {document}
        Kişileri, yerleri ve sayıları listele: {document}
        Ana fikir nedir? "{document}"
        Başlık, {tone}: {document}
        {name} için maddeler, önce {aspect}: {document}
        {document} Bunun hangisi {city} ile ilgili?
        {document} - {name} için açıkla, {tone}
        Hangi tarihler ve tutarlar var? {document}""",
        who="""Soru {n2} | Ödev, {when} | kitaptan, sayfa {n2} | {name} sordu | geçen yılın sınavı
        Çalışma kâğıdı {n1} | {city} dersanesinden | Deneme sınavı, soru {n1} | kardeşim {name} için
        {name} ile özel ders | {name} ile grup çalışması | Sunum, {when}""",
        hw="""Bir tren saat {n1} sularında {city} garından {n2} km/s hızla kalkıyor. {n3} km ne zaman biter?
        {topic} üzerine kompozisyon, ana nokta {aspect}. En az {n3} kelime.
        {name} ayda {n2} lira biriktiriyor. {n4} lira için ne kadar gerekir?
        {year} civarında {city} şehrinde yaşamı anlat, {n1} kaynak göster.
        Bir dikdörtgen {n2} m ve {n1} m. Köşegeni kaç metre?
        {n2}x üzeri {n1} artı {n3}x ifadesinin türevi nedir?
        {city} şehrinde {n2} kişiden {n1} kişi kaç yolla seçilir?
        {n1} kişilik tarif {n3} g un istiyor. {name} {n2} kişi için ne kadar kullanır?
        {name} ile {name} arasında şart kipiyle bir diyalog yaz, konu {topic}.
        {city} şehrinde {n3} kişinin yüzde {n2} kadarı {aspect} diyor. Kaç kişi eder?
        Karakteri yorumla, {name}: {fail}. Neden böyle davranıyor?
        {n3} watt bir cihaz {n1} saatte ne kadar enerji harcar?""",
        stuck="""Nereden başlayacağımı bilmiyorum. | İlk satırda takıldım. | Ne isteniyor? | Hangi formül bu?
        Bende {n2} çıktı, {name} {n3} buldu. | Hiç fikrim yok. | O gün yoktum. | {n2} doğru mu?
        Kitap {n3} diyor, neden? | {name} de bilmiyor. | Zaman az ({when}). | Başlangıcı yeter.""",
        wish="""Sadece ipucu, çözüm değil. | Adım adım lütfen. | İşin püf noktası ne? | Başka sayılarla.
        Bundan {n1} tane daha var. | {n1}. sınıf düzeyi. | Yöntemime bak. | Düzgün nasıl yazılır?
        {name} de anlasın. | Çizimi sözle anlat. | Hesap makinesi yok. | {n1} gün sonra sınav.""",
        support="""{hello}{coin} {device} {broken}. {name} {city} şehrinden almıştı. {please}
        {hello}{n4} numaralı sipariş {city} adresine gelmedi, {device} {when} gelecekti. Ben {name}
        {coin} marka {device} {n1} gündür {broken}. {tried} {please}
        {hello}{coin} uygulamasında {screen} nasıl değişir? {tried} Müşteri no {n4}.
        {tried} Yine de {device} {broken}. {please} {name}, {city}
        {n3} lira iki kez çekildi ({coin}), hesap {name} adına. {please}
        {event} günü bozuldu, {screen} çalışmıyor, mesaj {n3}. {tried} {please}
        {hello}{device} {city} adresine geldi ama {fail}. Fatura {n4}. {please}""",
        hello=leads("Merhaba, | İyi günler, | Sayın yetkili, | Selam, | İyi akşamlar,"),
        device="""termostat | bisiklet | hoparlör | kilit | telefon | mikrofon | şarj aleti | kulaklık | ısıtıcı
        sayaç | modem | okuyucu | tablet | vantilatör""",
        broken="""sürekli kapanıyor | hata {n3} veriyor | şarj olmuyor | ses yapıyor | bağlanmıyor | yanık kokuyor
        yüzde {n2} noktasında takılıyor | ayarları unutuyor | ancak {n1} saat dayanıyor | çok ısınıyor
        durmadan yeniden başlıyor | yanlış saat gösteriyor""",
        tried="""{n1} kez yeniden başlattım. | Kılavuz işe yaramadı. | {name} de baktı. | Kablo yeni.
        Telefonda {n2} dakika bekledim. | {city} şehrindeyken çalışıyordu. | Sıfırlamak fayda etmedi.
        {thing} ile de aynı. | {n1} gün önce güncelledim. | {name} arayacaktı. | Fotoğrafları var.
        {n1} hafta önce iyiydi.""",
        please="""Ne yapayım? | Değişim istiyorum. | Paramı geri istiyorum. | {name} beni arayabilir mi?
        Seri no nerede? | Ne kadar sürer? | Lütfen iptal edin. | Bana ulaşın ({when}). | {city} adresine yollayın.
        Hızlı yardım için sağ olun. | Yoksa iptal ederim. | Garanti sürüyor mu?""",
        screen="""teslimat adresi | şifre | dil | ödeme yöntemi | fatura adresi | takvim | uyarılar | tarife
        kullanıcı listesi | profil fotoğrafı | harita | program""",
        follow="""Teşekkürler! Peki {aspect}, diyelim ki {fail}?
        Çok uzun, {name} için sadece {aspect}. {limit}
        {name} {city} şehrinden katılırsa ne değişir? {more}
        Bunu {name} için uyarlar mısın, tarih {when}? {limit}
        {aspect} kısmını anlamadım, {name} de anlamadı.
        tamam ama {fail}. {more}
        hayır, {city} şehrindeki {aspect} demek istedim. {more}
        {n1}. maddeyi aç, {aspect} eksik. {limit}
        peki {n1} yerine {n2} kişi olsa? {more}
        Emin misin? {name} {n2} değil {n3} diye okumuş. {ctx}
        Güzel. Aynısı {thing} ve {when} için.""",
        short="""{topic} {aspect} | {aspect}? | peki {aspect}? | sağ ol {name} | {city} {topic} | devam | daha kısa
        {n2} + {n2} * {n1} | {topic}, {year} | tekrar, {n1} madde | tamam sağ ol | neden {aspect}? | deneme {n2}
        orada mısın? | {city} {event} {year} | hava {city} {when} | {name} için doğum günü mesajı
        İngilizcesi: {thing} | {n3} lira kaç euro | eş anlamlı: {aspect}""",
        news_a="""{city} belediye meclisi {topic} bütçesini {n1} oya karşı {n2} oyla kabul etti.
        {name} {year} yılından beri {city} yakınındaki atölyede {topic} üzerine çalışıyor.
        {city} şehrinde {n3} haneyle yapılan anketin konusu {topic} oldu.
        {city} merkezli {coin} firması {n1}. şubesini açıyor.
        {city} şehrindeki {event} {n4} kişiyi çekti, çoğu {name} için geldi.
        {city} müzesinde {year} yılından kalma {thing} sergileniyor.
        Fırtınadan sonra {city} şehrinde {n3} evde elektrik yok.
        {city} yönüne giden {n2} numaralı hat {n1} saatte bir geçiyor.""",
        news_b="""{name} diyor ki {aspect} yıllarca hafife alındı.
        Fiyatlar yüzde {n1} arttı, {name} buna şaşırmadı.
        {name} için tek ölçü {aspect}.
        {n2} sayfalık rapor en büyük kaygıyı {aspect} diye yazıyor.
        Eleştiri {city} şehrinden geldi, {n3} lira fazladan gider konuşuluyor.
        {name} çevresindeki ikinci grup kuşkulu: {fail}.
        {year} yılında da {city} şehrinde denenmişti. | Dosya {name} elinde, sonra {name} alacak.""",
        news_c="""Karar {n1} hafta içinde. | Sonuçları {name} sunacak. | Gerisi aynı kalıyor. | Kesin bir şey yok.
        {city} belediyesi {n2} gün görüş alacak. | İşler {n1} ay sürecek. | {n4} lira bağış toplandı.
        Yazın sıra {city} şehrinde. | Rakamlar geçici.""",
        mail_a="""Değerli arkadaşlar, {event} {city} şehrinde olacak. | Selam {name}, {topic} işinde durum şöyle.
        İyi günler {name}, {n4} sayılı başvuru bize ulaştı. | Herkese selam, {name}, {city} şehrinden yazıyor.
        Sayın {coin}, sorunuz {topic} hakkındaydı. | Selam {name}, {city} treninden yazıyorum.
        Sayın veliler, ayın {n1}. günü ders yok.""",
        mail_b="""Geriye {aspect} kaldı, {name} lazım. | Maalesef {fail}. | {n3} liralık fatura ödendi.
        Artık {n2} kişiyiz, {thing} gerek. | Yanınızda {thing} olsun. | {name} salonu ayırttı.
        Sözleşme {year} yılından. | Belgeler {name} adında, {city}. | {n1} imza eksik.""",
        mail_c="""Haber verin ({when}). {name} | {city} şehrinden selamlar, {name} | Sorular: {name}, dahili {n2}.
        Görüşürüz, {name} | Saygılarımla, {name} | Sağ olun, {name} | Saat {n1} sonrası ara. {name}""",
        rev_a="""{city} şehrinde {n1} gece, oda {n3}: temiz ama gürültülü. | {coin} {device} {broken}.
        {city} şehrinden {n3} liraya aldım. | Kasadaki {name} çok kibardı. | {topic} için birebir.
        {n1} kişi yedik, {name} çorba aldı. | {city} adresine {n1} günde geldi. | {year} yılından beri üçüncü {coin} {device}.""",
        rev_b="""Tek kusur {aspect}. | Yazık, {fail}. | {n2} üzerinden {n1}. | {name} bayıldı, ben o kadar değil.
        Yine alırım. | {n3} liraya iyi. | Bir dahakine {thing}. | {event} için yazık oldu. | {kin} için uygun değil.
        {city} servisi {n2} gün sonra döndü.""",
        man_a="""Kullanmadan önce {n1} saat şarj edin. | {coin} model {n3}, kısa kılavuz.
        Önce {aspect} bölümünü okuyun. | {n2} parçanın tamam olduğuna bakın.
        {year} sonrası cihazlar için geçerlidir. | Kuru yerde kullanın.""",
        man_b="""Tuşa {n1} saniye basın. | Kırmızı ışık hata {n3} demektir. | Düğmeyi {n2} konumuna alın.
        Yakınında {thing} bulundurmayın. | Sonra uygulamada {screen} sayfasına bakın. | Filtre {n1} ayda bir değişir.
        Vidaları {n1} Nm ile sıkın.""",
        man_c="""Onarım yalnız {coin}, {city}. | Parça numarası {n4}. | Garanti {n1} yıl. | Arızada {coin} aranmalı.
        {n1} derecenin altında saklamayın. | Eski cihazı toplama noktasına verin.""",
    ),
)
