import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** Severities as elog.c writes them, in the languages that PostgreSQL's server messages are translated into most. */
const LEVELS: readonly [SeverityNumber, string][] = [
  [SEVERITY.info, "LOG INFO INFORMATION INFORMAÇÃO ИНФОРМАЦИЯ СООБЩЕНИЕ ログ 日志 정보 로그 情報 DZIENNIK INFORMACJA"],
  [SEVERITY.info + 1, "NOTICE HINWEIS NOTICIA NOTIFICA NOTA ЗАМЕЧАНИЕ 注意 注意: 알림 UWAGA"],
  [SEVERITY.warn, "WARNING WARNUNG ATTENTION ADVERTENCIA ATTENZIONE AVISO ПРЕДУПРЕЖДЕНИЕ 警告 경고 OSTRZEŻENIE"],
  [SEVERITY.error, "ERROR FEHLER ERREUR ERRORE ERRO ОШИБКА エラー 错误 오류 BŁĄD"],
  [SEVERITY.error + 1, "FATAL FATALE ВАЖНО 致命错误 致命的エラー 치명적오류 KATASTROFALNY"],
  [SEVERITY.fatal, "PANIC PANIK PÁNICO PANICO PÂNICO ПАНИКА パニック 比致命错误还过分的错误 손상 PANIKA"],
  [SEVERITY.debug, "DEBUG DEBUG1 DEBUG2 DEBUG3 DEBUG4 DEBUG5 ОТЛАДКА デバッグ"],
];

/** What belongs to the record before it, by the field of csvlog that it is. */
const DETAILS: readonly [string, string][] = [
  ["detail", "DETAIL DÉTAIL DETALLE DETTAGLI DETALHE ПОДРОБНОСТИ 詳細 详细信息 상세정보 SZCZEGÓŁY"],
  ["hint", "HINT TIPP ASTUCE CONSEJO SUGERENCIA SUGGERIMENTO DICA ПОДСКАЗКА ヒント 提示 힌트 PODPOWIEDŹ"],
  ["context", "CONTEXT ZUSAMMENHANG CONTEXTE CONTEXTO CONTESTO КОНТЕКСТ コンテキスト 上下文 문맥 KONTEKST"],
  ["statement", "STATEMENT ANWEISUNG INSTRUCTION SENTENCIA ISTRUZIONE COMANDO ОПЕРАТОР 文 语句 명령 구문 WYRAŻENIE"],
  ["query", "QUERY ANFRAGE REQUÊTE CONSULTA QUERY ЗАПРОС 問い合わせ 查询 쿼리 ZAPYTANIE"],
  ["location", "LOCATION ORT EMPLACEMENT UBICACIÓN POSIZIONE LOCALIZAÇÃO ПОЛОЖЕНИЕ 場所 位置 위치 POZYCJA"],
  ["backtrace", "BACKTRACE"],
];

const SEVERITIES = new Map(LEVELS.flatMap(([level, words]) => words.split(" ").map((word) => [word, level] as const)));
const DETAIL_NAMES = new Map(DETAILS.flatMap(([name, words]) => words.split(" ").map((word) => [word, name] as const)));

/** The severity that a word of the log means; undefined when it is none. */
export function postgresSeverity(word: string): SeverityNumber | undefined {
  return SEVERITIES.get(word);
}

/** The part of a record that a word of the log announces; undefined when it is none. */
export function postgresDetail(word: string): string | undefined {
  return DETAIL_NAMES.get(word);
}
