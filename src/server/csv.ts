/** Files of lines as spreadsheets write them. */
import { CsvError, parse } from 'csv-parse/sync';
import type { CsvRecord, ReadCsv } from '../actions/account-ports';

/** An unclosed quote makes one record of the rest of the file; no honest one is as long. */
const longestRecord = 10_000;

const howTo: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened and never closed. Close it, or double it where it is part of the text.',
  CSV_INVALID_CLOSING_QUOTE:
    'Something stands behind a closing quote. Put the whole field into quotes, and double quotes in it.',
  INVALID_OPENING_QUOTE:
    'A quote stands inside a field without quotes. Put the whole field into quotes, and double that one.',
  CSV_MAX_RECORD_SIZE: 'This line is longer than 10,000 characters: a quote before it may not be closed. Correct it.',
};

export const readCsv: ReadCsv = (text, mostRecords) => {
  const records: CsvRecord[] = [];
  let line = 1;
  let isTooLong = false;
  const take = (cells: readonly string[], { lines }: { readonly lines: number }): null => {
    const isEmpty = cells.every((cell) => cell.trim() === '');
    if (!isEmpty && records.length < mostRecords) records.push({ line, cells });
    else if (!isEmpty) isTooLong = true;
    line = lines + 1;
    return null;
  };
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: longestRecord,
      on_record: take,
    });
    return { records, fault: null, isTooLong };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = howTo[error.code] ?? 'This line cannot be read. Check its quotes.';
    return { records, fault: { line, message }, isTooLong };
  }
};

/** Spreadsheets write semicolons where the comma is the decimal sign. The first line decides. */
function delimiterOf(text: string): ',' | ';' {
  const [first = ''] = text.split(/[\r\n]/, 1);
  return first.includes(';') && !first.includes(',') ? ';' : ',';
}
