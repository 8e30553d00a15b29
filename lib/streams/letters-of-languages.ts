import type { CodePage } from "#lib/model/code-page.ts";

/** Languages with the letters beyond ASCII that they use, the most frequent first. */
const WESTERN = [
  "üäöß",
  "éèàêçôùâîûëïœ",
  "óáíéñú",
  "ãáçéíóêõâúà",
  "èàùòìé",
  "äöå",
  "øåæé",
  "áíðéóþæúýö",
  "ëéï",
] as const;
const CENTRAL = ["łąężśóćńź", "íáéěřžýčšůúďťňó", "áíčéžýšúľťňôäďóŕĺ", "éáőóöíüűú", "čšžćđ", "ăîâşţ"] as const;
const CYRILLIC = [
  "оеаинтсрвлкмдпуяызьбгчйхжшюцщэфёъ",
  "оанивтірелсукдмпязьбгйчюхцшїжєфщґ",
  "аоеитнрвсдлпкмяъзгубчщйжхцшюфь",
] as const;

/** Code pages by their languages. */
export const LANGUAGES_OF_PAGES: readonly { page: CodePage; languages: readonly string[]; isWholeScript?: true }[] = [
  { page: "windows-1252", languages: WESTERN },
  { page: "ibm850", languages: WESTERN },
  { page: "windows-1250", languages: CENTRAL },
  { page: "ibm852", languages: CENTRAL },
  { page: "iso-8859-2", languages: CENTRAL },
  { page: "windows-1254", languages: ["ıüşğöçİ"] },
  { page: "windows-1257", languages: ["ėšžųūįąčę", "āīēšņģžļķčū", "äõüöšž"] },
  { page: "windows-1251", languages: CYRILLIC, isWholeScript: true },
  { page: "ibm866", languages: CYRILLIC, isWholeScript: true },
  { page: "koi8-u", languages: CYRILLIC, isWholeScript: true },
  { page: "windows-1253", languages: ["αοιεστνηρκπυλωμςάδίόγήέώύθχφβξζψϊϋ"], isWholeScript: true },
  { page: "windows-1255", languages: ["יוהלאתרשבמןםנעחדקכפגסזטךצףץ"], isWholeScript: true },
  {
    page: "windows-1256",
    languages: ["اليمنرتوبةدعسفهقحجكشطصخذزضغءأثىئظإؤآ", "ایرندهمتوشسبکزلآخقگپفجعچطغصحثژضظذ"],
    isWholeScript: true,
  },
  {
    page: "windows-874",
    languages: ["านร่กอเง้มยลวดีัทสิตะ์ปืบคู็หแจุพชำขใไโผซถภฟณธศษฉญๆ"],
    isWholeScript: true,
  },
];
