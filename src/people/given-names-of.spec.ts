import { givenNamesOf } from './given-names-of.js';

describe('the given names in a whole name', () => {
  it.each([
    ['Julia', 'Julia'],
    ['Julia Mamani', 'Julia'],
    ['Julia Mamani Ccori', 'Julia'],
    ['Rosa Quispe Huamán', 'Rosa'],
    ['Ana María Huamán Quispe', 'Ana María'],
    ['José Luis Rojas', 'José Luis'],
    ['Juan Carlos Ñahui Soto', 'Juan Carlos'],
    ['Luz Marina Rojas Inga', 'Luz Marina'],
    ['Rosa Luz Elena Poma Ticona', 'Rosa Luz Elena'],
    ['María del Carmen Flores Soto', 'María del Carmen'],
    ['Carlos de la Cruz Rojas', 'Carlos'],
    ['Teresa San Martín Peña', 'Teresa'],
    ['Nélida Ayala de Quispe', 'Nélida'],
    ['Percy J. Ramos Inga', 'Percy J.'],
    ['Huamán Quispe, Ana María', 'Ana María'],
    ['  Graciela   Poma Sulca ', 'Graciela'],
  ])('of %s: %s', (name, given) => {
    expect(givenNamesOf(name)).toBe(given);
  });

  it.each([
    ['surnames in front', 'Huamán Quispe Ana'],
    ['a title', 'Dra. Julia Mamani'],
    ['a figure', 'Caja 2 Villa'],
    ['brackets', 'Julia (turno tarde)'],
    ['a comma without a name behind it', 'Huamán Quispe,'],
    ['nothing', ''],
  ])('are not told where the name has %s', (_, name) => {
    expect(givenNamesOf(name)).toBe(name);
  });
});
