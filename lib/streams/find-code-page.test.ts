import { describe, expect, it } from "vitest";
import type { CodePage } from "#lib/model/code-page.ts";
import { encodeIn } from "./code-page.test-kit.ts";
import { decodeByLine } from "./code-page-text.ts";
import { findCodePage } from "./find-code-page.ts";

const SAMPLES: readonly [CodePage, string, string][] = [
  ["windows-1252", "German", "08:00:01 Die Datei konnte nicht geöffnet werden: Zugriff verweigert für Müller"],
  ["windows-1252", "French", "L’opération a échoué : accès refusé à la clé de registre"],
  ["windows-1252", "Spanish", "Error: no se encontró el módulo de instalación"],
  ["windows-1252", "Portuguese", "A operação não pôde ser concluída; a função está indisponível"],
  ["windows-1252", "Swedish", "Åtgärden slutfördes, men några filer kunde inte läsas på enheten"],
  ["windows-1252", "signs", "Tallybook® 4.2 – “ready” at 21°C, © 2026"],
  [
    "ibm850",
    "German",
    "Der Prozess kann nicht auf die Datei zugreifen, da sie für einen anderen geöffnet ist. Prüfen!",
  ],
  ["ibm850", "French", "L'opération a échoué : accès refusé"],
  ["ibm850", "a table", "┌────┐\r\n│ ok │\r\n└────┘ Größe: 5"],
  ["windows-1250", "Polish", "Błąd: nie można otworzyć pliku, odmowa dostępu przez użytkownika"],
  ["windows-1250", "Czech", "Operace se nezdařila: přístup byl odepřen, zkuste to později"],
  ["windows-1250", "Hungarian", "A művelet sikertelen: a hozzáférés megtagadva, próbálja újra később, fűzőgép"],
  ["ibm852", "Polish", "Błąd: nie można otworzyć pliku, odmowa dostępu przez użytkownika"],
  ["ibm852", "Czech", "Operace se nezdařila: přístup byl odepřen, zkuste to později"],
  ["iso-8859-2", "Polish", "Błąd: nie można otworzyć pliku, odmowa dostępu, spróbuj później, śledź ścieżkę"],
  ["windows-1254", "Turkish", "İşlem başarısız oldu: dosya açılamadı, erişim engellendi, yeniden çalıştırılıyor"],
  [
    "windows-1257",
    "Lithuanian",
    "Klaida: nepavyko atidaryti failo, prieiga uždrausta vartotojui, bandykite vėliau šį žingsnį dar kartą",
  ],
  ["windows-1251", "Russian", "2026-11-30 08:00:01 ERROR Отказано в доступе к файлу C:\\Temp\\setup.log"],
  ["windows-1251", "Ukrainian", "Помилка: не вдалося відкрити файл, доступ заборонено її власником"],
  ["ibm866", "Russian", "Не удается найти указанный файл. Системе отказано в доступе."],
  ["koi8-u", "Russian", "ошибка: соединение разорвано, повторная попытка через 5 секунд"],
  ["windows-1253", "Greek", "Σφάλμα: δεν ήταν δυνατό το άνοιγμα του αρχείου, άρνηση πρόσβασης"],
  ["windows-1255", "Hebrew", "שגיאה: הגישה לקובץ נדחתה, נסה שוב מאוחר יותר"],
  ["windows-1256", "Arabic", "خطأ: تم رفض الوصول إلى الملف، حاول مرة أخرى لاحقا"],
  ["windows-874", "Thai", "ข้อผิดพลาด: ไม่สามารถเปิดไฟล์ได้ การเข้าถึงถูกปฏิเสธ"],
  ["shift_jis", "Japanese", "エラー: ファイルを開けませんでした。アクセスが拒否されました。"],
  ["euc-jp", "Japanese", "エラー: ファイルを開けませんでした。アクセスが拒否されました。"],
  ["gb18030", "Chinese", "错误：无法打开文件，拒绝访问。安装程序已退出，代码为1603。"],
  ["gb18030", "two words", "ERROR 拒绝访问"],
  ["big5", "Chinese", "錯誤：無法開啟檔案，存取被拒。安裝程式已結束。"],
  ["euc-kr", "Korean", "오류: 파일을 열 수 없습니다. 액세스가 거부되었습니다."],
];

describe("findCodePage", () => {
  it.each(SAMPLES)("tells %s by %s", (page, _, text) => {
    const bytes = encodeIn(page, `2026-11-30 08:00:00 INFO starting\n${text}\n`);
    expect(findCodePage(bytes)?.page).toBe(page);
    expect(decodeByLine(bytes, page)).toContain(text);
  });

  it("is sure of a page after a sentence and leaves a single letter open", () => {
    expect(findCodePage(encodeIn("ibm866", "Отказано в доступе"))).toEqual({ page: "ibm866", isSettled: true });
    expect(findCodePage(encodeIn("windows-1252", "Größe, schön, für, älter, Übung, Maß, Lösung"))).toEqual({
      page: "windows-1252",
      isSettled: true,
    });
    expect(findCodePage(encodeIn("windows-1252", "Café"))).toEqual({ page: "windows-1252", isSettled: false });
  });

  it("has nothing to say of UTF-8, whole or with a torn character", () => {
    expect(findCodePage(Buffer.from("Größe 错误 ошибка\n"))).toBeNull();
    expect(
      findCodePage(Buffer.concat([Buffer.from("无法打开文件，拒绝访问"), Buffer.from([0xe6, 0x97, 10])])),
    ).toBeNull();
  });

  it("takes bytes that are no letters in any of them for Windows-1252", () => {
    const noise = Uint8Array.from({ length: 400 }, (_, i) => 0x80 | (Math.imul(i + 1, 2_654_435_761) >>> 20));
    expect(findCodePage(noise)?.page).toBe("windows-1252");
  });

  it("looks at the start of an endless line only", () => {
    const bytes = Buffer.concat([Buffer.alloc(3_000_000, "x"), encodeIn("windows-1251", "Отказано в доступе")]);
    expect(findCodePage(bytes)?.page).toBe("windows-1251");
  });
});

describe("decodeByLine", () => {
  it("reads the lines that other programs wrote as UTF-8", () => {
    const russian = "Отказано в доступе\n";
    const bytes = Buffer.concat([
      encodeIn("windows-1251", russian),
      Buffer.from(`${russian}plain\n`),
      encodeIn("windows-1251", "«ВАЗ»\n"),
    ]);
    expect(decodeByLine(bytes, "windows-1251")).toBe(`${russian}${russian}plain\n«ВАЗ»\n`);
  });
});
