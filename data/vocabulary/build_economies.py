#!/usr/bin/env python3
"""Build economies.csv, the vocabulary of statistical economies.

Usage:
    python3 build_economies.py ORIGINALS [--output ECONOMIES_CSV]

ORIGINALS is a folder that contains
    governance/country-codes/country-codes.csv        ISO 3166, M49 and UNTERM names
    trade/baci-hs92-materials/country_codes.csv       CEPII BACI country table

Names come from the Unicode CLDR as packaged by PyPI babel 2.18.0 (CLDR 47);
the version is pinned in requirements.txt, since another CLDR release gives
other names. What the sources lack or spell unhandily is in the tables below.

Every file is read with the csv module: the text "NA" is Namibia's alpha-2
code, never a missing value.
"""

import argparse
import csv
import io
import re
import sys
import unicodedata
from pathlib import Path

import babel
from babel import Locale

BABEL_VERSION = "2.18.0"

HEADER = [
    "alpha3", "alpha2", "m49", "baci_codes", "kind", "from", "until",
    "name_en", "name_ja", "name_ko", "name_zh", "name_fr", "name_es", "name_ru",
    "aliases",
]
LANGUAGES = ["en", "ja", "ko", "zh", "fr", "es", "ru"]
CLDR_LOCALES = {
    "en": "en", "ja": "ja", "ko": "ko", "zh": "zh_Hans",
    "fr": "fr", "es": "es", "ru": "ru",
}
# Only for aliases: traditional characters as used in Taiwan and in Hong Kong.
CLDR_ALIAS_LOCALES = ["zh_Hant", "zh_Hant_HK"]

if babel.__version__ != BABEL_VERSION:
    raise SystemExit(f"needs babel {BABEL_VERSION}, found {babel.__version__}")
TERRITORIES = {
    language: Locale.parse(locale).territories
    for language, locale in CLDR_LOCALES.items()
}
ALIAS_TERRITORIES = [
    Locale.parse(locale).territories for locale in CLDR_ALIAS_LOCALES
]

# Columns of country-codes.csv that hold names in the languages covered here.
SOURCE_NAME_COLUMNS = [
    "CLDR display name",
    "UNTERM English Short", "UNTERM English Formal", "official_name_en",
    "UNTERM French Short", "UNTERM French Formal", "official_name_fr",
    "UNTERM Spanish Short", "UNTERM Spanish Formal", "official_name_es",
    "UNTERM Chinese Short", "UNTERM Chinese Formal", "official_name_cn",
    "UNTERM Russian Short", "UNTERM Russian Formal", "official_name_ru",
]

# Spellings of the sources that could mean two economies and are never written.
AMBIGUOUS = ["Congo", "Конго", "刚果", "剛果", "Korea", "Corée", "Corea", "Корея"]

# BACI alpha-3 codes that are not ISO 3166 alpha-3 codes of the same economy.
BACI_ALPHA3 = {"S19": "TWN"}

# Economies outside ISO 3166 and those that ended: alpha2, m49, kind, from, until.
# CS was the alpha-2 code first of Czechoslovakia and then of Serbia and
# Montenegro, so neither row carries it. Codes 711 and 697 are trade-statistics
# codes, not M49.
EXTRA = {
    "XKX": ("XK", "", "economy", "", ""),
    "CSK": ("", "200", "former", "", "1992"),
    "DDR": ("DD", "278", "former", "", "1990"),
    "ANT": ("AN", "530", "former", "", "2010"),
    "SCG": ("", "891", "former", "1992", "2006"),
    "SUN": ("SU", "810", "former", "", "1991"),
    "ZA1": ("", "", "former", "", "1999"),
    "PUS": ("PU", "849", "former", "", ""),
    "R20": ("", "", "area", "", ""),
}

# Names that replace (or stand in for) the CLDR name: alpha3 -> language -> name.
NAMES = {
    # Former economies and areas, which CLDR does not name.
    "CSK": {"en": "Czechoslovakia", "ja": "チェコスロバキア", "ko": "체코슬로바키아",
            "zh": "捷克斯洛伐克", "fr": "Tchécoslovaquie", "es": "Checoslovaquia",
            "ru": "Чехословакия"},
    "DDR": {"en": "East Germany", "ja": "東ドイツ", "ko": "동독", "zh": "东德",
            "fr": "Allemagne de l'Est", "es": "Alemania Oriental", "ru": "ГДР"},
    "ANT": {"en": "Netherlands Antilles", "ja": "オランダ領アンティル",
            "ko": "네덜란드령 안틸레스", "zh": "荷属安的列斯",
            "fr": "Antilles néerlandaises", "es": "Antillas Neerlandesas",
            "ru": "Нидерландские Антильские острова"},
    "SCG": {"en": "Serbia and Montenegro", "ja": "セルビア・モンテネグロ",
            "ko": "세르비아 몬테네그로", "zh": "塞尔维亚和黑山",
            "fr": "Serbie-et-Monténégro", "es": "Serbia y Montenegro",
            "ru": "Сербия и Черногория"},
    "SUN": {"en": "Soviet Union", "ja": "ソビエト連邦", "ko": "소련", "zh": "苏联",
            "fr": "Union soviétique", "es": "Unión Soviética", "ru": "СССР"},
    "ZA1": {"en": "Southern African Customs Union", "ja": "南部アフリカ関税同盟",
            "ko": "남아프리카 관세동맹", "zh": "南部非洲关税同盟",
            "fr": "Union douanière d'Afrique australe",
            "es": "Unión Aduanera del África Meridional",
            "ru": "Южноафриканский таможенный союз"},
    "PUS": {"en": "US Miscellaneous Pacific Islands", "ja": "米領太平洋諸島",
            "ko": "미국령 태평양 제도", "zh": "美属太平洋各岛屿",
            "fr": "Îles diverses du Pacifique (États-Unis)",
            "es": "Islas diversas del Pacífico (Estados Unidos)",
            "ru": "Прочие тихоокеанские острова США"},
    "R20": {"en": "Europe EFTA, nes", "ja": "欧州EFTA（他に分類されないもの）",
            "ko": "유럽 EFTA(달리 분류되지 않은 것)", "zh": "欧洲自由贸易联盟（未另列明）",
            "fr": "Europe AELE, n.d.a.", "es": "Europa AELC, n.e.p.",
            "ru": "Европа, ЕАСТ, не указанные отдельно"},
    # English as a reader of trade statistics expects it.
    "COD": {"en": "DR Congo", "ja": "コンゴ民主共和国", "ko": "콩고민주공화국",
            "fr": "RD Congo", "es": "RD Congo", "ru": "ДР Конго"},
    "COG": {"en": "Republic of the Congo", "ja": "コンゴ共和国", "ko": "콩고공화국",
            "fr": "République du Congo", "es": "República del Congo",
            "ru": "Республика Конго"},
    "CPV": {"en": "Cabo Verde"},
    "VNM": {"en": "Viet Nam"},
    "VCT": {"en": "Saint Vincent and the Grenadines"},
    "SGS": {"en": "South Georgia and the South Sandwich Islands"},
    "HMD": {"en": "Heard Island and McDonald Islands"},
    "UMI": {"en": "US Minor Outlying Islands"},
    "VIR": {"en": "US Virgin Islands", "ru": "Американские Виргинские острова"},
    "VGB": {"ru": "Британские Виргинские острова"},
    "HKG": {"en": "Hong Kong", "ja": "香港", "ko": "홍콩", "zh": "香港",
            "fr": "Hong Kong", "es": "Hong Kong", "ru": "Гонконг"},
    "MAC": {"en": "Macao", "ja": "マカオ", "ko": "마카오", "zh": "澳门",
            "fr": "Macao", "es": "Macao", "ru": "Макао"},
    "PSE": {"en": "Palestine", "ja": "パレスチナ", "ko": "팔레스타인", "zh": "巴勒斯坦",
            "fr": "Palestine", "es": "Palestina", "ru": "Палестина"},
    # Short customary forms in the other languages.
    "USA": {"ja": "米国", "ru": "США"},
    "GBR": {"ja": "英国"},
    "AUS": {"ko": "호주"},
    "KOR": {"ko": "한국"},
    "ZAF": {"ko": "남아프리카공화국"},
    "ARE": {"zh": "阿联酋"},
    "REU": {"fr": "Réunion"},
    "ALA": {"es": "Islas Åland"},
    "SHN": {"ru": "Остров Святой Елены"},
    "FSM": {"ru": "Микронезия"},
    "VAT": {"fr": "Cité du Vatican"},
}

# Further spellings: trade and mineral statistics (BACI, USGS, World Bank, World
# Mining Data, EU criticality study), lists and official texts, everyday forms.
ALIASES = """
ABW: 荷属阿鲁巴|République d'Aruba
AFG: アフガニスタン・イスラム共和国|아프가니스탄 이슬람 공화국
AGO: República de Angola|アンゴラ共和国
ALA: Aland Islands|Aland|Åland|Аландские острова
ALB: アルバニア共和国
ANT: Netherlands Antilles (...2010)|Dutch Antilles|Antillas Holandesas|蘭領アンティル|荷属安的列斯群岛|荷屬安地列斯|Нидерландские Антилы
ARE: UAE|U.A.E.|Emirates|Emirats arabes unis|EAU|EE. AA. UU.|Emiratos|アラブ首長国|아랍에미리트연합|아랍에미리트연합국|阿聯酋|Объединённые Арабские Эмираты
ARG: Argentine Republic|アルゼンチン共和国|Республика Аргентина
ARM: アルメニア共和国
AUS: Commonwealth of Australia|豪州|オーストラリア連邦|오스트레일리아 연방|澳大利亚联邦|澳洲|Австралийский Союз
AUT: オーストリア共和国
AZE: アゼルバイジャン共和国|Azerbaijan Republic|Azerbaidjan
BEL: Belgium-Luxembourg (...1998)|Kingdom of Belgium|ベルギー王国
BES: Bonaire|Bonaire, Sint Eustatius, and Saba|Bonaire, Saint Eustatius and Saba|BES Islands
BFA: Upper Volta|Haute-Volta|Burkina
BGD: バングラデシュ人民共和国|バングラデッシュ|孟加拉
BHS: The Bahamas|Bahamas, The|Bahama Islands|バハマ国|Багамские острова
BHR: Bahrein|バハレーン|バーレーン王国
BIH: Bosnia-Herzegovina|Bosnia Herzegovina|Bosnia & Herzegovina|Bosnia|Bosnie et Herzégovine|ボスニア|ボスニア・ヘルツェゴヴィナ|보스니아|波黑
BLM: Saint Barthelemy|St. Barthelemy|St Barts
BLR: Byelorussia|Belorussia|Belarus, Republic of|Bélarus|ベラルーシ共和国|白ロシア|벨로루시|Белоруссия
BMU: Bermudas|Бермуды
BOL: Bolivia, Plurinational State of|Bolivia, Plurinat. State of|Republic of Bolivia|ボリビア多民族国|볼리비아 다민족국
BRA: Brasilia|Federative Republic of Brazil|ブラジル連邦共和国|브라질 연방 공화국
BRN: Negara Brunei Darussalam|ブルネイ・ダルサラーム国|ブルネイ・ダルサラーム|브루나이다루살람|汶萊和平之國
BTN: ブータン王国
CAF: Central African Rep.|Central African Empire|Centrafrique|中央アフリカ|중앙아프리카공화국|中非|Центральноафриканская Республика|ЦАР
CAN: Dominion of Canada
CCK: Cocos Islands|Keeling Islands|Cocos Isds
CHE: Swiss Confederation|Swiss|Switzerland, Liechtenstein|スイス連邦|스위스 연방|Конфедерация Швейцария
CHL: チリ共和国
CHN: PRC|P.R.C.|P.R. China|China (PRC)|PR China|China, People's Republic of|China, P.R.|China, P.R.: Mainland|China, mainland|Mainland China|China (mainland)|People's Rep. of China|RPC|R.P. Chine|Chine continentale|China continental|China, República Popular de|中華人民共和国|中華人民共和國|中国大陸|中国大陆|中國大陸|中国内地|중화인민공화국|중국 본토|КНР|Материковый Китай
CIV: Cote d'Ivoire|Cote d'lvoire|Cote d Ivoire|Côte-d'Ivoire|Ivory Coast|Republic of Côte d'Ivoire|Costa de Marfil|コートジボアール|コートジボワール共和国|象牙海岸|象牙海岸共和国|아이보리코스트|Берег Слоновой Кости
CMR: Republic of Cameroon|Camerun|カメルーン共和国
COD: Congo (Kinshasa)|Congo, D.R.|Congo, DR|Congo, Dem. Rep.|Congo, Dem. Rep. of|Congo, Dem. Rep. of the|Congo, Democratic Republic|Congo, Democratic Republic of|Congo, Democratic Republic of the|Congo, the Democratic Republic of the|Congo (Democratic Republic of the)|Congo (Democratic Republic)|Dem. Rep. of the Congo|Dem. Rep. of Congo|Dem. Rep. Congo|Democratic Republic of Congo|Democratic Republic Congo|DRC|D.R.C.|D.R. Congo|Congo-Kinshasa|Congo (Zaire)|Zaire|RDC|R.D. Congo|Congo, République démocratique du|Rép. dém. du Congo|Zaïre|Rep. Dem. del Congo|Congo, República Democrática del|コンゴ(民)|民主コンゴ|ザイール|콩고 민주공화국|민주콩고|콩고(킨샤사)|자이르|刚果民主共和国|剛果民主共和國|民主刚果|扎伊尔|薩伊|ДРК|Заир|Конго (Киншаса)
COG: Congo (Brazzaville)|Congo, Rep.|Congo, R.|Congo, Rep. of|Congo, Rep. of the|Congo, Republic|Congo, Republic of|Congo, Republic of the|Congo (Republic of the)|Republic of Congo|Rep. of the Congo|Rep. of Congo|Congo Republic|Congo-Brazzaville|People's Republic of the Congo|Congo, République du|コンゴ(共)|콩고(브라자빌)|刚果（布拉柴维尔）|剛果共和國|Конго (Браззавиль)
COL: コロンビア共和国
COM: Comores|Comoro Islands|コモロ連合|Коморские острова
CPV: Cape Verde|Cape Verde Islands|カーボヴェルデ|카보 베르데|Острова Зеленого Мыса
CSK: Czechoslovakia (...1992)|Czechoslovakia (former)|Former Czechoslovakia|Czechoslovak Socialist Republic|Czech and Slovak Federal Republic|捷克斯拉夫|チェコスロヴァキア|ЧССР
CUB: キューバ共和国
CUW: Curacao|Curaçao (Netherlands)|クラサオ
CXR: Christmas Isds|Christmas Isd|クリスマス諸島
CYM: Cayman Isds|Islas Caimanes|ケイマン|Каймановы острова|Острова Кайман
CYP: キプロス共和国
CZE: Czech Republic|Czech Rep.|Czechia (Czech Republic)|République tchèque|Rép. tchèque|República Checa|チェコ共和国|체코공화국|Чешская Республика
DDR: Dem. Rep. of Germany (...1990)|German Democratic Republic|Germany, East|Germany (East)|Former German Democratic Republic|GDR|RDA|République démocratique allemande|República Democrática Alemana|Alemania del Este|ドイツ民主共和国|독일민주공화국|德意志民主共和国|東德|民主德国|Германская Демократическая Республика|Восточная Германия
DEU: Fed. Rep. of Germany (...1990)|Federal Republic of Germany|Germany, Federal Republic of|Germany, Fed. Rep.|Germany (Federal Republic of)|West Germany|Germany, West|FRG|RFA|ドイツ連邦共和国|西ドイツ|독일연방공화국|서독|西德|德意志聯邦共和國|ФРГ
DMA: Commonwealth of Dominica|ドミニカ連邦|도미니카 연방|多米尼克联邦
DNK: Kingdom of Denmark|デンマーク王国
DOM: Dominican Rep.|Rép. dominicaine|Rep. Dominicana|多明尼加
DZA: People's Democratic Republic of Algeria|アルジェリア民主人民共和国
EGY: Egypt, Arab Rep.|Egypt, Arab Republic of|Arab Rep. of Egypt|エジプト・アラブ共和国|이집트 아랍 공화국|АРЕ
ESP: Kingdom of Spain|スペイン王国
EST: エストニア共和国
ETH: Ethiopia(excludes Eritrea)|エチオピア連邦民主共和国
FIN: フィンランド共和国
FJI: Fiji Islands|フィジー共和国
FLK: Falkland Islands (Malvinas)|Falkland Isds (Malvinas)|Falkland Isds|Malvinas|Îles Falkland|Islas Falkland|フォークランド|马尔维纳斯群岛|Мальвинские острова
FRA: French Republic|フランス共和国|프랑스 공화국|法蘭西共和國|法兰西
FRO: Faeroe Islands|Faroe Isds|Faeroe Isds
FSM: Micronesia (Federated State of)|Micronesia, Fed. Sts.|Micronesia, Federated States of|FS Micronesia|Federated States of Micronesia|Fed. States of Micronesia|ミクロネシア|미크로네시아 연방
GAB: Gabonese Republic|ガボン共和国
GBR: UK|U.K.|U. K.|Great Britain|Britain|United Kingdom (Great Britain)|United Kingdom of Great Britain|Grande-Bretagne|Gran Bretaña|RU de Gran Bretaña|イギリス|連合王国|グレートブリテン|グレートブリテン及び北アイルランド連合王国|연합왕국|聯合王國|联合王国|大不列颠|大不列顛|大不列顛及北愛爾蘭聯合王國|Соединенное Королевство|Соединённое Королевство|Объединенное Королевство
GEO: Georgia (Republic of)|Georgia, Republic of|Republic of Georgia|グルジア|그루지야|格鲁吉亚共和国
GGY: Bailiwick of Guernsey
GIN: Guinea, Republic of|Guinea-Conakry|Guinea (Conakry)|Guinée-Conakry|Guinée Conakry|ギニア共和国|기니 공화국
GMB: The Gambia|Gambia, The|ガンビア共和国
GNB: Guinea Bissau|Guinée Bissau|ギニアビサオ
GNQ: Equat. Guinea|적도기니
GRC: Hellenic Republic|Hellas|ギリシア|ギリシャ共和国|希臘共和國
GRL: Groenlandia (Dinamarca)|Greenland (Denmark)
GUF: Guyane|Guiana Francesa|フランス領ギアナ
GUY: British Guiana|Co-operative Republic of Guyana|ガイアナ共和国
HKG: Hong Kong SAR|Hong Kong, China|China, Hong Kong SAR|China (Hong Kong)|China, Hong Kong|Hong Kong SAR, China|Hong Kong SAR China|Hong Kong Special Administrative Region|Hong Kong (China)|Hong-Kong|Hongkong|HK SAR|Hong Kong, Chine|Hong Kong (Chine)|RAS de Hong Kong|Hong Kong (RAE de China)|Hong Kong, China (RAE)|ホンコン|香港特別行政区|中国香港|홍콩 특별행정구|香港特别行政区|香港特別行政區|中國香港|Сянган|Китай, Гонконг
HND: ホンジュラス共和国
HRV: クロアチア共和国
HTI: ハイチ共和国
HUN: Republic of Hungary|ハンガリー共和国
IDN: インドネシア共和国|인도네시아 공화국|印尼
IMN: Man, Isle of
IND: Republic of India|Bharat|インド共和国|인도 공화국|Индийская Республика
IOT: Br. Indian Ocean Terr.|British Indian Ocean Terr.|Chagos Archipelago
IRL: Republic of Ireland|Ireland, Republic of|Eire|République d'Irlande|República de Irlanda|アイルランド共和国|아일랜드 공화국|Республика Ирландия
IRN: Iran, Islamic Rep.|Iran, Islamic Republic of|Islamic Rep. of Iran|Persia|Rép. islamique d'Iran|イラン・イスラム共和国|이란 이슬람 공화국|伊朗伊斯蘭共和國|ИРИ
IRQ: イラク共和国|이라크 공화국
ISL: アイスランド共和国
ISR: イスラエル国|이스라엘국
ITA: Italian Republic|イタリア共和国|이탈리아 공화국
JEY: Jersey, Channel Islands|Bailiwick of Jersey
JOR: Hashemite Kingdom of Jordan|ヨルダン・ハシェミット王国|ヨルダン・ハシミテ王国
JPN: Nippon|Nihon|日本国|にほん|にっぽん|ニッポン|일본국|日本國
KAZ: Kazakstan|Kazajistán|カザフ|カザフスタン共和国|카자흐|카자흐스탄 공화국
KEN: ケニア共和国
KGZ: Kyrgyz Republic|Kyrgyz Rep.|Kirghizia|Kirgizstan|Kirghizie|キルギスタン|キルギス共和国|키르기즈|키르기즈공화국|키르기스|Кыргызстан
KHM: Kampuchea|Kingdom of Cambodia|Khmer Republic|カンボジア王国|캄푸치아
KIR: Gilbert Islands
KNA: Saint Kitts & Nevis|St. Kitts and Nevis|St Kitts and Nevis|St. Kitts-Nevis|Saint Christopher and Nevis|セントキッツ・ネイビス
KOR: Korea, Republic of|Korea, Rep.|Korea, Rep. of|Rep. of Korea|Republic of Korea|Korea (Republic of)|Korea (Rep. of)|Korea (the Republic of)|Korea, the Republic of|Korea, South|Korea (South)|S. Korea|S Korea|South-Korea|ROK|R.O.K.|R.O. Korea|Corée, République de|Corée (République de)|Corée (Sud)|Sud-Corée|Corea (República de)|Corea, República de|Corea, Sur|大韓民国|大韓民國|韓國|南韓|南韩|대한민국|남한|Южная Корея|Корея, Республика
KWT: クウェイト|クウェート国
LAO: Lao PDR|Lao P.D.R.|Lao|Lao, PDR|Lao People's Dem. Rep.|Lao People's Democratic Rep.|RDP lao|RDP Lao|ラオス人民民主共和国|라오 인민 민주 공화국|寮国|ЛНДР
LBN: Libanon|Lebanese Republic|レバノン共和国
LBR: Libéria|リベリア共和国
LBY: Libyan Arab Jamahiriya|Libyan Arab Jamah.|Libya, State of|Libyan Arab Republic|Jamahiriya arabe libyenne|Jamahiriya Árabe Libia|リビア国
LCA: St. Lucia|St Lucia
LKA: Ceylon|Sri-Lanka|Ceilán|Ceylan|スリランカ民主社会主義共和国|セイロン|錫蘭|Цейлон
LSO: レソト王国
LTU: リトアニア共和国
LUX: Grand Duchy of Luxembourg|ルクセンブルグ|ルクセンブルク大公国
LVA: ラトヴィア|ラトビア共和国
MAC: Macau|Macao SAR|Macau SAR|China, Macao SAR|China, Macao|China, Macau|Macao, China|Macau, China|Macao SAR, China|Macao SAR China|Macao Special Administrative Region|RAS de Macao|マカオ特別行政区|澳門|中国澳门|中國澳門|澳门特别行政区|澳門特別行政區|Аомынь|Китай, Макао
MAF: St. Martin (French part)|Saint Martin|Saint Martin (French)|Saint-Martin (France)
MAR: Morocco, Kingdom of|モロッコ王国
MCO: モナコ公国
MDA: Moldova, Republic of|Moldova, Rep.|Rep. of Moldova|Moldavia (Republic of)|Moldova (Republic of)|Moldavia|モルドヴァ|モルドバ共和国|몰도바 공화국|몰도바공화국
MDG: Malagasy Republic|Madagascar, Republic of|マダガスカル共和国
MDV: Maldive Islands|Мальдивские острова
MEX: United Mexican States|Estados Unidos Mexicanos|Méjico|メキシコ合衆国|멕시코 합중국
MHL: Marshall Isds|Marshall Is.
MKD: Macedonia|Macedonia, FYR|Macedonia, The Former Yugoslav Republic of|The former Yugoslav Republic of Macedonia|Former Yugoslav Republic of Macedonia|TFYR of Macedonia|FYR Macedonia|FYR of Macedonia|FYROM|Macedonia (FYROM)|Republic of Macedonia|Macédoine|Ex-République yougoslave de Macédoine|Ex República Yugoslava de Macedonia|マケドニア|マケドニア旧ユーゴスラビア共和国|北マケドニア共和国|마케도니아|马其顿|馬其頓|Македония|Бывшая югославская Республика Македония
MLI: マリ共和国
MMR: Burma|Myanmar (Burma)|Burma (Myanmar)|Birmanie|Birmania|ミャンマー(ビルマ)|ミャンマー連邦|ミャンマー連邦共和国|ビルマ|미얀마(버마)|버마|緬甸|缅甸联邦|Бирма
MNE: モンテネグロ共和国|门的内哥罗
MNG: Mongolian People's Republic|Outer Mongolia|モンゴル国|蒙古国|蒙古國|외몽골|몽고
MNP: N. Mariana Isds|N. Mariana Islands|Commonwealth of the Northern Mariana Islands
MOZ: モザンビーク共和国
MRT: モーリタニア・イスラム共和国
MUS: Île Maurice|Ile Maurice|Isla Mauricio
MWI: Nyasaland
MYS: Federation of Malaysia|マレイシア|말레이지아|馬來西亞聯邦
MYT: Mayotte (Overseas France)|Mayotte (France)
NAM: South West Africa|South-West Africa|ナミビア共和国|나미비아 공화국
NCL: New Caledonia (France)|Nouvelle Calédonie|仏領ニューカレドニア|누벨칼레도니
NER: ニジェール共和国
NFK: Norfolk Isds|Norfolk Isd
NGA: ナイジェリア連邦共和国
NIC: ニカラグア共和国
NLD: Holland|The Netherlands|Netherlands, The|Kingdom of the Netherlands|Hollande|Holanda|オランダ王国|ネーデルラント|네덜란드 왕국|네델란드|尼德兰|Голландия
NOR: Kingdom of Norway|ノルウェー王国
NPL: Nepal, Federal Democratic Republic of|Federal Democratic Republic of Nepal|ネパール連邦民主共和国
NZL: N.Z.|Aotearoa|新西蘭|纽西兰
OMN: オマーン国|오만 왕국
PAK: パキスタン・イスラム共和国|파키스탄 이슬람 공화국
PAN: パナマ共和国
PCN: Pitcairn Island
PER: ペルー共和国
PHL: The Philippines|Philippines, The|Republic of the Philippines|フィリピン共和国|필리핀 공화국|菲律賓共和國
PLW: Belau|Palau, Republic of
PNG: Papua-New Guinea|Papua N. Guinea|パプア・ニューギニア|파푸아 뉴기니
POL: Republic of Poland|ポーランド共和国
PRI: Puerto Rico (US)|Porto Rico (États-Unis)|プエルト・リコ
PRK: Korea, North|Korea (North)|N. Korea|N Korea|North-Korea|DPRK|D.P.R.K.|DPR Korea|D.P.R. of Korea|D.P.R. Korea|Democratic People's Republic of Korea|Dem. People's Rep. of Korea|Dem. People's Republic of Korea|Korea, Dem. People's Rep.|Korea, Dem. People's Rep. of|Korea, Dem. Rep.|Korea, D.P.R. of|Korea, DPR|Korea, Democratic People's Republic of|Korea (Democratic People's Republic of)|Korea (the Democratic People's Republic of)|Korea, the Democratic People's Republic of|People's Democratic Republic of Korea|RPDC|Corée, République populaire démocratique de|Corée (République populaire démocratique de)|Corée (Nord)|RPD de Corée|RPD de Corea|Corea (República Popular Democrática de)|Corea, República Popular Democrática de|Corea, Norte|朝鮮民主主義人民共和国|朝鮮民主主義人民共和國|北韓|北朝鲜|北韩|조선민주주의인민공화국|북조선|Северная Корея|Корея, Народно-Демократическая Республика
PRT: Portuguese Republic|ポルトガル共和国
PRY: パラグアイ共和国
PSE: West Bank and Gaza|West Bank and Gaza Strip|Occupied Palestinian Territory|Occupied Palestinian Terr.|Palestine, State of|Palestinian|Palestinian Authority|Palestinian Territory|Palestinian Territory, Occupied|Territoire palestinien occupé|Cisjordanie et Gaza|Cisjordania y Gaza|Territorio Palestino Ocupado|ヨルダン川西岸及びガザ|パレスチナ暫定自治区|巴勒斯坦自治区|Оккупированная палестинская территория
PUS: US Misc. Pacific Isds|US Misc. Pacific Islands|U.S. Miscellaneous Pacific Islands|United States Miscellaneous Pacific Islands
PYF: フランス領ポリネシア
QAT: カタール国
R20: EFTA, nes|Europe EFTA nes
REU: Reunion|Reunion Island|Île de la Réunion
ROU: Rumania|Roumania|ルーマニア国|루마니아 공화국
RUS: Russian Fed.|Russian Federation|Russia (Russian Federation)|Féd. de Russie|Federación Rusa|Fed. de Rusia|ロシア連邦|러시아 연방|러시아연방|俄羅斯聯邦|РФ
RWA: ルワンダ共和国
SAU: KSA|K.S.A.|Kingdom of Saudi Arabia|Saudi-Arabia|Saudi|サウジ|サウディアラビア|サウジアラビア王国|사우디|사우디아라비아 왕국|沙特|沙烏地|КСА
SCG: Serbia and Montenegro (...2005)|Serbia & Montenegro|Serbia-Montenegro|Federal Republic of Yugoslavia|Yugoslavia, Federal Republic of|Yugoslavia, Fed. Rep. of|Yugoslavia (Serbia and Montenegro)|Yugoslavia, FR (Serbia/Montenegro)|République fédérale de Yougoslavie|República Federal de Yugoslavia|塞爾維亞與蒙特內哥羅|セルビア・モンテネグロ共和国|Союзная Республика Югославия
SDN: Sudan (...2011)|Sudan, The|The Sudan|Sudan (pre-2011)|Former Sudan|スーダン共和国
SEN: セネガル共和国
SGP: シンガポール共和国|싱가폴|싱가포르 공화국|星加坡|新加坡共和國
SHN: St. Helena|St Helena|Saint Helena, Ascension and Tristan da Cunha|Sainte Hélène
SJM: Svalbard|Svalbard Islands|Svalbard and Jan Mayen
SLB: Solomon Isds|Solomon Is.
SLE: Sierra-Leone|Sierra Leona|シエラ・レオネ
SLV: Salvador|エル・サルバドル
SOM: Somalia, Fed. Rep.|Somali Democratic Republic|ソマリア連邦共和国
SPM: St. Pierre and Miquelon|St Pierre and Miquelon
SRB: Serbia, Republic of|Republic of Serbia|セルビア共和国
SSD: South Sudan, Republic of|Republic of South Sudan|南スーダン共和国
STP: Sao Tome and Principe|Sao Tome & Principe|São Tomé and Principe|Sao Tome|サントメプリンシペ
SUN: USSR (...1990)|USSR|U.S.S.R.|USSR (former)|Former USSR|Former Soviet Union|Union of Soviet Socialist Republics|URSS|Union des républiques socialistes soviétiques|Unión de Repúblicas Socialistas Soviéticas|ソ連|ソビエト社会主義共和国連邦|ソヴィエト連邦|소비에트 연방|소비에트 사회주의 공화국 연방|苏维埃社会主义共和国联盟|蘇聯|Советский Союз|Союз Советских Социалистических Республик
SUR: Surinam|スリナム共和国
SVK: Slovak Republic|Slovak Rep.|République slovaque|República Eslovaca|スロヴァキア|スロバキア共和国|슬로바키아 공화국
SVN: スロヴェニア|スロベニア共和国
SWE: Kingdom of Sweden|スウェーデン王国
SWZ: Swaziland|Eswatini (Swaziland)|eSwatini|Kingdom of Swaziland|Suazilandia|Swazilandia|スワジランド|エスワティニ王国|스와질란드|Свазиленд
SXM: Sint Maarten (the Dutch two-fifths of the island of Saint Martin)|Saint Maarten|St. Maarten|St Maarten|Sint Maarten (Netherlands)
SYC: Seycheles|Сейшелы|Сейшельские острова
SYR: Syrian Arab Rep.|Syrian Arab Republic|シリア・アラブ共和国|시리아 아랍 공화국
TCA: Turks and Caicos Isds|Turks and Caicos|Turks & Caicos|Теркс и Кайкос
TCD: チャド共和国
TGO: トーゴ共和国
THA: Kingdom of Thailand|Siam|タイ王国|泰王國|타이|타이 왕국
TJK: Tadzhikistan|Tajikstan|Tayikistan|タジキスタン共和国
TKM: Turkménie|Туркмения|土库曼|トルクメン
TLS: East Timor|Timor Leste|Timor-Leste (East Timor)|Timor Oriental|東ティモール民主共和国|티모르레스테|Тимор-Лесте
TTO: Trinidad & Tobago|Trinidad|Trinité et Tobago|トリニダッド・トバゴ|트리니다드토바고
TUN: チュニジア共和国|突尼斯共和國
TUR: Turkey|Turkiye|Turkyie|Türkiye (Turkey)|Turkey (Türkiye)|Republic of Türkiye|Republic of Turkey|République de Türkiye|République de Turquie|República de Türkiye|República de Turquía|トルコ共和国|テュルキエ|터키|튀르키예 공화국|土耳其共和国|Турецкая Республика
TWN: Other Asia, nes|Other Asia nes|Other Asia, not elsewhere specified|S19|Taiwan, China|China, Taiwan|Taiwan (China)|China (Taiwan)|Taiwan, Province of China|Taiwan Province of China|Taiwan (Province of China)|China, Taiwan Province of|Taiwan, P.O.C.|Chinese Taipei|Taipei, Chinese|Republic of China|Taiwan, Republic of China|Taiwan (Republic of China)|Separate Customs Territory of Taiwan, Penghu, Kinmen and Matsu|Taïwan, Chine|Taïwan (Chine)|Taïwan, province de Chine|Taipei chinois|Taiwán, China|Taiwán (China)|Taiwán, Provincia de China|Taipei Chino|台灣|臺灣|中華民国|中華民國|中华民国|中华台北|中華台北|チャイニーズ・タイペイ|中国台湾|中国台湾省|中國台灣|台湾地区|台灣地區|台澎金马单独关税区|타이완|중화민국|Тайвань (Китай)|Китайский Тайбэй
TZA: Tanzania, United Republic of|Tanzania, United Rep. of|United Rep. of Tanzania|タンザニア連合共和国|탄자니아 연합공화국
UGA: ウガンダ共和国
UKR: The Ukraine|ウクライナ国|우크라이나 공화국
UMI: United States Minor Outlying Islands|U.S. Minor Outlying Islands
URY: ウルグアイ東方共和国
USA: US|U.S.|U.S.A.|U. S.|U. S. A.|United States of America|The United States|United States, The|America|États-Unis d'Amérique|Etats-Unis|Etats-Unis d'Amérique|EUA|EE. UU.|EE.UU.|EEUU|EE. UU. de América|Estados Unidos de América|Estados Unidos de Norteamérica|アメリカ|アメリカ合衆国|미합중국|아메리카 합중국|美利坚合众国|美利堅合眾國|美國|Соединенные Штаты|Соединённые Штаты|Соединенные Штаты Америки|Соединённые Штаты Америки|С.Ш.А.
UZB: Ouzbekistan|ウズベク|ウズベキスタン共和国|우즈벡|우즈베키스탄 공화국
VAT: Holy See (Vatican City State)|Vatican City State|Vatican|Holy See|Santa Sede|バチカン|ローマ教皇庁|바티칸|教廷|梵蒂冈城国|Государство-город Ватикан
VCT: St. Vincent and the Grenadines|St Vincent and the Grenadines|St. Vincent & the Grenadines|Saint Vincent
VEN: Venezuela, RB|Venezuela, Bolivarian Republic of|Venezuela, Bolivarian Rep. of|Bolivarian Rep. of Venezuela|Rép. bolivarienne du Venezuela|ヴェネズエラ|ベネズエラ・ボリバル共和国|베네수엘라 볼리바르 공화국|委內瑞拉玻利瓦爾共和國
VGB: Br. Virgin Isds|Virgin Islands, British|Virgin Islands (British)|BVI|イギリス領ヴァージン諸島|英領バージン諸島|英属维京群岛|Виргинские острова (Британские)
VIR: Virgin Islands (U.S.)|Virgin Islands, U.S.|Virgin Islands of the United States|USVI|アメリカ領ヴァージン諸島|米領バージン諸島|美属维京群岛
VNM: Vietnam|Viet-Nam|Socialist Republic of Vietnam|SR Vietnam|Viêt-Nam|ヴィエトナム|ヴェトナム|ベトナム社会主義共和国|베트남 사회주의 공화국|СРВ
VUT: New Hebrides
WLF: Wallis and Futuna Isds|Wallis & Futuna Islands
WSM: Western Samoa|Samoa occidental|西サモア
XKX: Kosovo, Republic of|Republic of Kosovo|Kosovo (UNSCR 1244)|Kosovo (under UNSCR 1244/99)|République du Kosovo|República de Kosovo|コソヴォ|コソボ共和国|코소보 공화국|Республика Косово
YEM: Yemen, Rep.|Yemen, Republic of|Rep. of Yemen|イエメン共和国|예멘 공화국
ZA1: Southern African Customs Union (...1999)|SACU|South African Customs Union|So. African Customs Union
ZAF: RSA|R.S.A.|South Africa, Republic of|Rep. of South Africa|Republic of South Africa|République d'Afrique du Sud|República Sudafricana|Suráfrica|África del Sur|南アフリカ共和国|南ア|남아공|남아프리카|남아프리카 공화국|南非共和國|ЮАР|Южная Африка
ZMB: Northern Rhodesia|ザンビア共和国
ZWE: Rhodesia|Southern Rhodesia|Rhodésie|Родезия|ジンバブエ共和国
"""

APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'"})
# Marks that carry a reading rather than an accent: kana voicing.
KEPT_MARKS = {"\u3099", "\u309a"}


def tidy(text):
    """One spelling of spaces and apostrophes."""
    return " ".join(text.replace("\u00a0", " ").translate(APOSTROPHES).split())


def fold(text, punctuation=""):
    """NFKC, case folded, without diacritics; punctuation becomes `punctuation`.

    Spaces between words survive, collapsed.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(
        c for c in decomposed if unicodedata.category(c) != "Mn" or c in KEPT_MARKS
    )
    folded = unicodedata.normalize("NFKC", kept).casefold()
    letters = "".join(
        c if c.isalnum() or c.isspace() else punctuation for c in folded
    )
    return " ".join(letters.split())


def key(text):
    """The strictest fold, which also ignores spaces: used to find collisions."""
    return fold(text).replace(" ", "")


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def repair(text):
    """Undo UTF-8 that was read as Latin-1 and written again."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def strip_article(text):
    """Names without the articles and footnote stars of UNTERM."""
    text = tidy(text).rstrip("* ")
    text = re.sub(r" \((?:the|el|la|los|las|le|les|l')\)$", "", text)
    text = re.sub(r"^(?:the|el|la|los|las|le|les) (?=\S)", "", text)
    text = re.sub(r"^l'(?=\S)", "", text)
    return text


def cldr_name(language, alpha3, alpha2):
    """The name of an economy: the table's, else CLDR's in its short form."""
    override = NAMES.get(alpha3, {}).get(language)
    if override is not None:
        return override
    name = tidy(TERRITORIES[language][alpha2])
    if language == "en":
        name = name.replace(" & ", " and ").replace("St. ", "Saint ")
    if language == "ru":
        name = re.sub(r"^о-ва ", "Острова ", name)
        name = re.sub(r"^о-в ", "Остров ", name)
        name = re.sub(r"\bо-ва\b", "острова", name)
    if alpha3 == "MMR":
        name = re.sub(r" ?\(.*\)$", "", name)
    return name


def written_aliases():
    table = {}
    for line in ALIASES.strip().splitlines():
        alpha3, _, rest = line.partition(": ")
        if not rest or alpha3 in table:
            raise SystemExit(f"bad line in ALIASES: {line}")
        table[alpha3] = [tidy(alias) for alias in rest.split("|")]
    return table


def pick_aliases(names, written, found):
    """Aliases in a stable order, without repeats.

    A written alias is left out when it repeats a spelling exactly (but for
    case); a spelling found in a source also when it differs only by accents.
    """
    never = {key(text) for text in AMBIGUOUS}
    exact = {unicodedata.normalize("NFKC", name).casefold() for name in names}
    loose = {(fold(name), fold(name, " ")) for name in names}
    chosen = []
    for source, candidates in (("written", written), ("found", found)):
        for alias in candidates:
            if not key(alias) or key(alias) in never:
                continue
            exactly = unicodedata.normalize("NFKC", alias).casefold()
            loosely = (fold(alias), fold(alias, " "))
            if exactly in exact or (source == "found" and loosely in loose):
                continue
            exact.add(exactly)
            loose.add(loosely)
            chosen.append(alias)
    return chosen


def check(rows, baci):
    """Everything a reader of the file relies on."""
    alpha3s = [row["alpha3"] for row in rows]
    assert len(set(alpha3s)) == len(rows), "alpha3 not unique"
    assert alpha3s == sorted(alpha3s), "not sorted"
    for column in ("alpha2", "m49"):
        values = [row[column] for row in rows if row[column]]
        assert len(set(values)) == len(values), f"{column} not unique"
    assert next(row for row in rows if row["alpha3"] == "NAM")["alpha2"] == "NA"

    carried = [code for row in rows for code in row["baci_codes"].split("|") if code]
    assert len(set(carried)) == len(carried), "BACI code on two rows"
    assert set(carried) == {row["country_code"] for row in baci}, "BACI codes differ"

    owners = {}
    for row in rows:
        spellings = [row["alpha3"], row["alpha2"], *row["aliases"].split("|")]
        for language in LANGUAGES:
            assert row[f"name_{language}"], f"{row['alpha3']} lacks name_{language}"
            spellings.append(row[f"name_{language}"])
        for spelling in filter(None, spellings):
            assert key(spelling), f"{spelling!r} folds to nothing"
            owners.setdefault(key(spelling), {}).setdefault(row["alpha3"], spelling)
    clashes = [owner for owner in owners.values() if len(owner) > 1]
    assert not clashes, f"spellings of two economies: {clashes}"


def build(originals):
    codes = read_csv(originals / "governance/country-codes/country-codes.csv")
    baci = read_csv(originals / "trade/baci-hs92-materials/country_codes.csv")
    written = written_aliases()

    baci_codes, found = {}, {}
    for row in baci:
        alpha3 = BACI_ALPHA3.get(row["country_iso3"], row["country_iso3"])
        baci_codes.setdefault(alpha3, []).append(int(row["country_code"]))
        found.setdefault(alpha3, []).append(tidy(repair(row["country_name"])))

    economies = {}
    for row in codes:
        alpha3 = row["ISO3166-1-Alpha-3"]
        economies[alpha3] = (
            row["ISO3166-1-Alpha-2"], str(int(row["M49"])), "economy", "", "",
        )
        found.setdefault(alpha3, []).extend(
            strip_article(row[column]) for column in SOURCE_NAME_COLUMNS
        )
    overlap = set(economies) & set(EXTRA)
    assert not overlap, f"already in country-codes.csv: {overlap}"
    economies.update(EXTRA)
    unknown = (set(written) | set(NAMES) | set(baci_codes)) - set(economies)
    assert not unknown, f"no such economy: {unknown}"

    rows = []
    for alpha3 in sorted(economies):
        alpha2, m49, kind, start, end = economies[alpha3]
        names = [cldr_name(language, alpha3, alpha2) for language in LANGUAGES]
        spellings = found.get(alpha3, [])
        spellings += [
            tidy(territories[alpha2])
            for territories in (*TERRITORIES.values(), *ALIAS_TERRITORIES)
            if alpha2 in territories and kind == "economy"
        ]
        aliases = pick_aliases(names, written.get(alpha3, []), spellings)
        assert not any("|" in alias for alias in aliases)
        rows.append(dict(zip(HEADER, [
            alpha3, alpha2, m49,
            "|".join(str(code) for code in sorted(baci_codes.get(alpha3, []))),
            kind, start, end, *names, "|".join(aliases),
        ])))
    check(rows, baci)
    return rows


def main():
    default = (
        Path(__file__).resolve().parents[2] / "crates/narrows-core/data/economies.csv"
    )
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("originals", type=Path, help="folder of the original files")
    parser.add_argument("--output", type=Path, default=default)
    arguments = parser.parse_args()

    rows = build(arguments.originals)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    arguments.output.write_bytes(text.getvalue().encode("utf-8"))
    print(f"{len(rows)} economies", file=sys.stderr)


if __name__ == "__main__":
    main()
