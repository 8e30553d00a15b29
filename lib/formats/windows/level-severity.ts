import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

const INFO = /^(?:in?fo|details|success|succès|erfolg|status|perf|信息|資訊|情報|정보|сведен|инф)/iu;
const WARNING = /^(?:warn|avert|advert|aviso|avviso|waarsch|varning|advarsel|varoit|ostrze|upozor|предупр|警告|경고)/iu;
const ERROR = /^(?:err|fehler|fout|fel$|feil|fejl|virhe|błąd|chyba|hiba|ошибк|エラー|错误|錯誤|오류)/iu;
const FATAL = /^(?:fatal|schwerwieg|kritisch|crit|critique|крит|致命)/iu;
const DEBUG = /^(?:debug|verbose|trace|ausführl|détail)/iu;

/** Severity of a level as a column names it, in the languages Windows speaks; unspecified for an unknown word. */
export function levelSeverity(name: string): SeverityNumber {
  switch (name) {
    case "Info":
      return SEVERITY.info;
    case "Warning":
      return SEVERITY.warn;
    case "Error":
      return SEVERITY.error;
    default:
      return byWord(name);
  }
}

function byWord(name: string): SeverityNumber {
  if (FATAL.test(name)) return SEVERITY.fatal;
  if (ERROR.test(name)) return SEVERITY.error;
  if (WARNING.test(name)) return SEVERITY.warn;
  if (DEBUG.test(name)) return SEVERITY.debug;
  return INFO.test(name) ? SEVERITY.info : SEVERITY.unspecified;
}
