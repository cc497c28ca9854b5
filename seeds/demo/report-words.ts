import type { ReportTexts } from '../../src/reports/publishing/report-texts.js';

/** What the team wrote into the report of the first year. */
export const FIRST_YEAR: ReportTexts = {
  es: {
    achievements: 'Los dos centros abrieron y el curso 1 se dictó en todas las vueltas previstas. Partir del nivel de cada persona, y no de su edad o su cargo, permitió que quienes nunca habían tocado un mouse no se quedaran atrás.',
    problems: 'El curso 2 retuvo menos de lo esperado. Las lideresas explicaron que a esa hora atienden el comedor: desde la segunda vuelta los grupos se forman según las horas que cada una dijo tener.',
    lessons: 'La asesoría de una en una, antes de la primera clase, quita el miedo mejor que cualquier explicación al grupo entero. Llamar el mismo día a quien falta trae de vuelta a más personas que esperar a la semana siguiente.',
    sustainability: 'El consorcio de organizaciones quedó fundado y paga la coordinación con la cuota de cada curso; la municipalidad y la universidad ponen el local, la luz y el internet.',
    gender: 'La mayoría de quienes vinieron son mujeres que dirigen comedores y vasos de leche. Se ofreció asesoría con una asesora a quien lo pidió, y se cuidó que los horarios no chocaran con la cocina ni con la salida del colegio.',
  },
  en: {
    achievements: 'Both centres opened and course 1 was taught in every round that was planned. Starting from each person’s level, and not from her age or post, kept those who had never held a mouse from falling behind.',
    problems: 'Course 2 kept fewer people than expected. Leaders explained that they run the soup kitchen at that hour: since the second round groups are formed by the hours that each of them said she has.',
    lessons: 'One-on-one coaching before the first class eases fear better than any explanation to the whole group. Calling whoever was missing on the same day brings back more people than waiting for the week after.',
    sustainability: 'The consortium of organisations was founded and pays the coordination from the fee of each course; the municipality and the university give the room, the power and the internet.',
    gender: 'Most of those who came are women who lead soup kitchens and milk committees. Whoever asked for it was coached by a woman, and hours were kept clear of cooking and of the end of school.',
  },
};

/** What stands in the draft of the year that runs. */
export const RUNNING_YEAR: ReportTexts = {
  es: {
    achievements: 'Siguieron las vueltas del curso 1 en los dos centros. Las organizaciones usaron lo aprendido: presentaron pedidos de información y votaron por internet en el presupuesto participativo.',
    problems: 'El convenio con la municipalidad de Villa María del Triunfo venció sin renovarse a tiempo; el centro siguió abierto por un acuerdo verbal mientras se firma.',
    lessons: 'Capacitar a la oficina, y no solo a la persona, hace que el pedido siguiente llegue a alguien que ya sabe responderlo.',
    sustainability: 'La asamblea discute un plan para seguir sin la subvención: cuotas, aportes de los aliados y turnos de las organizaciones para abrir el centro.',
  },
  en: {
    achievements: 'Course 1 went on in both centres. Organisations used what they had learned: they filed requests for information and voted online in the participatory budget.',
    problems: 'The agreement with the municipality of Villa María del Triunfo ended before it was renewed; the centre stayed open by word of mouth while it is signed.',
    lessons: 'Training the office, and not only the person, brings the next request to somebody who knows how to answer it.',
    sustainability: 'The assembly discusses a plan to go on without the grant: fees, contributions of allies and turns of the organisations to open the centre.',
  },
};
