/** Words that say nothing of what a title tells, folded, in the languages of most feeds. */
const empty = new Set(
  (
    'a an the and or but nor of in on at to for from by with without into onto over under after before during about as is are was were be been being has have had do does did will would can could may might must shall should it its he his him she her they their them this that these those there here who whom whose what which when where why how not no yes all any both each more most other some such than too very just also now then so if up out off down again once you your we our us me my i s t re ve ll d m ' +
    'le la les l un une des du de d et ou en au aux a dans par pour sur avec sans sous ce cet cette ces se sa son ses leur leurs qui que quoi dont ne pas plus est sont ete etre ' +
    'il lo gli i uno una di da del dello della dei degli delle dal dalla al allo alla ai agli alle nel nella nei nelle su sul sulla con per tra fra che chi non e o si sono piu come anche ' +
    'el los las una unos unas y o del al con por para sin sobre entre que es son su sus se no mas como ' +
    'der die das den dem des ein eine einer eines einem einen und oder von vom zu zum zur im am an auf mit bei aus nach fur ist sind war nicht auch wie'
  ).split(/\s+/),
);

/** Stems of words that many titles about fashion have: they tell little of which news it is. */
const common = new Set(
  (
    'new news first last best top late big small old young more most year month week day today tomorrow night season spring summer autumn fall winter fashion style trend look designer design brand label house group company luxury collection show runway catwalk campaign launch unveil reveal present debut release drop open opening close store shop boutique flagship retail sale sell sold price cost report result profit revenue growth grow quarter half share market business deal stake buy acquire name appoint hire join leave exit step creative director chief executive ceo head editor artistic manager president star celebrity wear dress outfit bag handbag shoe sneaker trainer boot jewellery jewelry watch perfume fragrance beauty makeup skin care product line capsule collaboration collab partner partnership exclusive photo picture video image gallery guide gift list pick idea review interview opinion story thing way reason make get take give say tell see need want know find come go back return set plan host celebrate win award million billion percent euro dollar pound world global international kid couture haute ready prêt pret porter paris milan london york street red carpet event party exhibition world online digital art ' +
    'nouveau nouvelle mode collection defile marque maison directeur artistique creatif boutique ventes annee semaine printemps ete automne hiver ' +
    'nuovo nuova moda sfilata collezione marchio direttore creativo negozio vendite anno settimana primavera estate autunno inverno ' +
    'nueva nuevo desfile coleccion marca director creativo tienda ventas ano semana primavera verano otono invierno'
  )
    .split(/\s+/)
    .map(stemOf),
);

/** What a word of a title tells: nothing, little, or which news it is. */
export function weightOf(folded: string): 'EMPTY' | 'COMMON' | 'TELLING' {
  if (empty.has(folded) || (folded.length === 1 && !/\d/.test(folded))) return 'EMPTY';
  return common.has(stemOf(folded)) ? 'COMMON' : 'TELLING';
}

/**
 * A word without its English ending, so that 'names', 'named' and 'naming' are one. It is for comparing, not for
 * reading: 'nam'. Numbers stay as they are.
 */
export function stemOf(folded: string): string {
  if (/\d/.test(folded) || folded.length < 4) return folded;
  return folded
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')
    .replace(/(?<=.{3})(?:ed|ing|er|or|ment)$/, '')
    .replace(/(?<=.{2})e$/, '')
    .replace(/([^aeiou])\1$/, '$1');
}
