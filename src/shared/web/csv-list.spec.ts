import { csvText } from './csv-list.js';

it('writes a list that spreadsheets open as one, and runs nothing in it', () => {
  const text = csvText(['Nombre', 'Nota'], [['Ñuñez; Rosa', '=1+1'], ['Luz "la vecina"', null], ['+51 987', 3], ['Cuota: S/\u00a010.00', null]]);
  expect(text).toBe('\uFEFFNombre;Nota\r\n"Ñuñez; Rosa";\'=1+1\r\n"Luz ""la vecina""";\r\n\'+51 987;3\r\nCuota: S/ 10.00;\r\n');
});
