/** Longer ones are no text of a consent dialogue. */
const MAX_CONSENT_CHARACTERS = 1_200;

/** What texts that ask for consent speak of; one alone may stand in any article. */
const subjects: readonly RegExp[] = [
  /\bcookies?\b|\btrackers?\b|\btracking technolog|\btraceurs?\b/i,
  /\bconsent\b|einwillig|einverstanden|consentement|consenso|consentimiento|consentimento|toestemming/i,
  /personal data|browsing data|unique identifier|personenbezogene|données (?:personnelles|à caractère)|dati personali|datos personales|dados pessoais|persoonsgegevens/i,
  /\b(?:our|\d+|select(?:ed)?|trusted) (?:\w+ )?partners\b|\bnos (?:\d+ )?partenaires\b|\bunsere (?:\d+ )?partner\b|\bnostri (?:\d+ )?partner\b|\bnuestros (?:\d+ )?socios\b/i,
  /privacy (?:policy|notice|cent(?:er|re))|datenschutz(?:erklärung|hinweis)|politique de (?:confidentialité|cookies)|(?:informativa|politica) (?:sulla|sui|di) (?:privacy|cookie)|política de (?:privacidad|privacidade|cookies)|privacybeleid/i,
  /your (?:device|choices|preferences|browser|consent)\b|(?:sur|à) votre (?:appareil|terminal)|(?:auf )?ihrem gerät|(?:sul|sul tuo) dispositivo|(?:en|en tu) dispositivo/i,
  /third[- ]party (?:platforms?|content|services?)|drittplattform|externe[nrs]? inhalte?|external content|contenus? externes?|show you (?:this|external) content/i,
  /\b(?:withdraw|manage|accept|reject) (?:\w+ )?(?:preferences|consent|settings|cookies|all)\b|(?:alle )?akzeptieren|tout (?:accepter|refuser)|accett(?:a|are) tutt|aceptar tod/i,
];

/** They speak for the site, as articles about cookies do not. */
const speaksForSite =
  /\b(?:we|our|us)\b|\b(?:wir|unsere?[rmns]?)\b|\b(?:nous|nos|notre)\b|\b(?:noi|nostr[aioe])\b|\b(?:nosotros|nuestr[ao]s?)\b|\b(?:wij|onze?)\b/i;

/** Whether a block asks for consent to cookies or the like, or says how it may be withdrawn. */
export function asksForConsent(text: string): boolean {
  if (text.length > MAX_CONSENT_CHARACTERS) return false;
  const spoken = subjects.filter((subject) => subject.test(text)).length;
  return spoken >= (speaksForSite.test(text) ? 2 : 3);
}
