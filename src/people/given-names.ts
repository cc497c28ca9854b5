/**
 * Common given names of Peru that are hardly ever surnames, without accents: they tell `Ana María Huamán Quispe`
 * (given names first) from `Huamán Quispe Ana María`. Names that are both (Rosa, Cruz, Flor, Ventura) are left out.
 */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(`
ana maria juana carmen luz elena teresa julia martha marta lucia gladys doris nelida norma irma edith sonia silvia vilma delia
zoila yolanda graciela hermelinda felicitas eulalia saturnina maruja milagros roxana yesenia pilar victoria lidia elsa nancy
susana patricia monica veronica claudia sandra angelica beatriz cecilia cristina diana elizabeth esther eva gloria guadalupe
ines isabel janet jessica karina katherine laura liliana lourdes luisa magaly margarita marisol maribel mercedes miriam nora
olga paola paula raquel rebeca rocio rosario ruth sara tania vanessa yeni zulema felicita hilda juliana justina nelly
juan jose luis carlos jorge pedro miguel angel manuel victor cesar raul ruben edgar walter hugo percy wilfredo alejandro
maximo eusebio fortunato segundo teodoro simon julio roberto ricardo eduardo fernando francisco javier daniel david
alberto alfredo antonio armando arturo augusto enrique ernesto freddy gerardo gilberto guillermo gustavo hector henry
ivan jaime jesus joel johnny josue leonardo marco mario moises nestor oscar pablo pascual rafael richard rodolfo
rolando ronald sergio wilder wilmer william yuri
`.trim().split(/\s+/u));
