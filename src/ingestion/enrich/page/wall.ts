/** Longer ones are no line of an offer. */
const MAX_LINE_CHARACTERS = 300;

/** How sites say that the rest of an article is for those who pay or log in. */
const wallLine = new RegExp(
  [
    // English; only where a line or sentence begins, since articles speak of subscribers and members too
    '(?:^|[.!?] )(?:please )?(?:subscribe|register|sign (?:up|in)|log in|become an? (?:member|subscriber)|create an? (?:free )?account)\\b.{0,60}\\bto (?:continue|keep|read(?:ing)?|finish|unlock|access|get (?:full|unlimited)|view)\\b',
    '^to (?:continue|keep|finish) reading\\b',
    '\\b(?:this|the full|the rest of (?:this|the)) (?:article|story|content|page|post|report) is (?:only |exclusively |exclusive )?(?:for|available(?: only| exclusively)? to|reserved for|exclusive to|locked)\\b.{0,40}\\b(?:subscribers?|members?)\\b',
    '^(?:for (?:our )?(?:members|subscribers) only|(?:members|subscribers?)[- ](?:only|exclusive)(?: (?:article|story|content))?)$',
    '^(?:already|existing) (?:an? |have an? )?(?:subscriber|member|account|subscription|registered)\\b',
    '(?:^|[.!?] )(?:get|enjoy|for) unlimited (?:digital )?access\\b|(?:^|[.!?] )cancel any ?time\\b|^unlock (?:this|the full|the rest of this) (?:article|story)\\b|^start your free trial\\b',
    "^you[’']?(?: have|ve) (?:read|reached|used|run out)\\b.{0,60}\\b(?:free|limit|articles|stories)\\b",
    // French
    'réservée?s? (?:à nos |aux )abonnés|^il vous reste .{1,12}de (?:cet article|ce contenu)|^déjà abonnée?|^pour lire la suite|poursuiv(?:re|ez) (?:la|votre) lecture',
    '(?:abonnez|connectez|inscrivez)-vous pour (?:lire|continuer|accéder|débloquer|découvrir)',
    // German
    '^weiterlesen mit\\b|(?:bereits|schon) (?:ein abo|abonnent|abonniert|registriert)|(?:exklusiv|nur) für (?:abonnenten|mitglieder)',
    '^um (?:weiterzulesen|diesen artikel|den (?:ganzen |vollständigen )?artikel)|jetzt (?:testen|abonnieren|freischalten)|(?:artikel|inhalt) freischalten',
    // Italian
    'riservat[oa] (?:agli abbonati|agli iscritti|ai membri)|^(?:sei già|già) abbonat[oa]|^(?:abbonati|registrati|accedi) per (?:continuare|leggere)|^per continuare a leggere',
    // Spanish and Portuguese
    '(?:exclusiv|reservad)o para (?:suscriptores|socios|assinantes)|^¿?(?:ya eres|ya soy) suscriptor|^(?:suscríbete|regístrate|inicia sesión|assine) para (?:seguir|continuar|leer|ler)|^para (?:seguir|continuar) (?:leyendo|lendo)',
    // Dutch
    '(?:alleen|exclusief) voor (?:abonnees|leden)|^al abonnee|^(?:word abonnee|log in|registreer) om (?:verder|dit)',
    // Japanese and Chinese
    '会員限定|有料会員|残り\\s*[\\d,]+\\s*文字|(?:ログイン|会員登録)して.{0,12}(?:続き|読)|(?:订阅|登录|登入)(?:以|后|後).{0,6}(?:继续|繼續|阅读|閱讀)',
  ].join('|'),
  'i',
);

/** Whether a line keeps the rest of an article for those who pay or log in, or invites them to. */
export function isWall(text: string): boolean {
  return text.length <= MAX_LINE_CHARACTERS && wallLine.test(text);
}

/** A text behind which a wall stands and that is shorter, in characters, is its beginning and not the article. */
const LEAST_BEFORE_WALL = 1_500;
const LEAST_DENSE_BEFORE_WALL = 500;

/** Whether so short a text is only the beginning of an article, when the rest is not free. */
export function isBeginning(text: string, isDense: boolean): boolean {
  return text.length < (isDense ? LEAST_DENSE_BEFORE_WALL : LEAST_BEFORE_WALL);
}
