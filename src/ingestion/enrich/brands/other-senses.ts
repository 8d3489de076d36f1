import { fashionPointsOf, labelNouns } from './context-words.ts';
import type { Candidate } from './hit.ts';
import { givenNames } from './people.ts';

const s = (words: string): Set<string> => new Set(words.split(/\s+/));

/** Lower-case words that say what the person is whose name follows: no label is a captain or a judge. */
const roles =
  s(`captain skipper manager midfielder defender striker forward winger goalkeeper keeper quarterback pitcher batsman bowler
  sprinter swimmer cyclist golfer boxer wrestler jockey umpire referee coach teammate opponent champion medallist medalist
  pupil student teacher professor lecturer scientist researcher historian economist analyst novelist poet playwright author
  actor actress comedian singer songwriter guitarist drummer bassist rapper producer presenter broadcaster reporter columnist
  sergeant officer detective inspector constable judge lawyer barrister solicitor prosecutor attorney senator congressman
  congresswoman councillor councilman alderman mayor governor minister secretary lawmaker candidate bishop priest vicar rector
  pastor doctor surgeon nurse farmer fisherman engineer pilot driver plumber carpenter gardener neighbour neighbor resident
  victim suspect witness widow`);

const kin =
  s(`pere mere fils fille frere soeur mari epouse voisin voisine boucher boulanger maire professeur padre madre figlio figlia
  fratello sorella marito moglie sindaco professore cantante attore attrice hijo hija hermano hermana marido esposa alcalde
  profesor entrenador entrenadora vater mutter sohn tochter bruder schwester lehrer trainer burgermeister mother father son
  daughter brother sister husband wife cousin nephew niece uncle aunt grandfather grandmother boy girl dog cat horse mare
  stallion pony puppy bitch parrot`);

/** Nouns right after a name that say that it is a school, a place, a crop, a fuel or a sport's, whatever else it may be. */
const nounsOfOthers =
  s(`students student alumni alumnus graduate graduates undergraduate undergraduates professor professors faculty campus dean
  provost scholars scholar residents officials authorities government police troops border refugees parliament embassy
  ambassador voters lawmakers farmers farmer growers grower exporters exporter harvest orchard orchards crop crops plantation
  plantations trees tree juice pickle pulp chutney engine engines pump pumps emissions fuel motorist motorists drivers
  locomotive generator generators fish seeds striker midfielder goalkeeper defender winger captain manager supporters hunters
  sightings habitat wing-back siblings gallagher`);

/** Right before 'at', 'of', 'in' or 'from' and the name: who is there is at a school, and what is there is in a place. */
const peopleOfPlaces =
  s(`student students professor professors lecturer lecturers graduate graduates alumnus alumni dean researcher researchers
  scientist scientists historian economist studied studies taught teaches enrolled degree degrees freshman freshmen sophomore
  undergraduates fellow scholar scholars resident residents mayor citizens inhabitants council councillors parliament
  government king queen town city village county suburb suburbs outskirts streets schools coast coasts shores hills mountains
  north south east west northern southern eastern western born embassy army`);

/** Right before a name, with a capital or not: houses for art, and streets, that bear it. */
const placesBefore =
  s(`fondation fondazione fundacion stiftung musee museo museu museum stade stadio estadio rue via piazza place plaza calle strasse
  lake mount port fort saint san santa`);

const settlements =
  s(`hamlet village town township hameau commune frazione borgo comune pueblo aldea barrio municipio ortsteil dorf suburb district
  province county municipality borough river valley mountain island peninsula`);

/** Whether the words right beside an ambiguous name say that it is a school, a place, a crop or a fuel. */
export function isOfOtherTrade({ sentence: { tokens, text }, from, to }: Candidate): boolean {
  const after = tokens[to];
  if (after && nounsOfOthers.has(after.folded) && text.slice(tokens[to - 1]?.end, after.start) === ' ')
    return true;
  return (
    /^(?:at|of|in|from)$/.test(tokens[from - 1]?.folded ?? '') &&
    peopleOfPlaces.has(tokens[from - 2]?.folded ?? '')
  );
}

/** 'Fondation Cartier', 'via Armani': a museum, a foundation or a street that bears the name. */
export function isNameOfPlace({ sentence: { tokens, text }, from }: Candidate): boolean {
  const before = tokens[from - 1];
  return (
    before !== undefined &&
    placesBefore.has(before.folded) &&
    (before.capital || /^(?:rue|via|piazza|calle)$/.test(before.folded)) &&
    text.slice(before.end, tokens[from]?.start) === ' '
  );
}

/** ', a hamlet of', ', frazione di': it is a place, whatever else bears the name. */
export function isPlaceByApposition({ sentence: { tokens, text }, to }: Candidate): boolean {
  if (!/^, \p{Ll}/u.test(text.slice(tokens[to - 1]?.end))) return false;
  const noun = tokens.slice(to, to + 4).find(({ folded }) => settlements.has(folded));
  return (
    noun !== undefined &&
    /^(?:$|[,.;]| (?:of|in|near|on|above|where|de|des|del|di|bei)\b)/.test(text.slice(noun.end))
  );
}

/** 'Hunter, the dog,', 'Vince, a plumber of 40': what labels are not, within three words after a comma and no more but whence. */
export function isSomebody({ sentence: { tokens, text }, to }: Candidate): boolean {
  const end = tokens[to - 1]?.end ?? 0;
  if (
    !/^, (?:an?|the|his|her|my|our|their|le|la|il|el|un|une|una|der|die|sa|son|ihr|sein|su)\b/.test(
      text.slice(end, end + 8),
    )
  )
    return false;
  const noun = tokens.slice(to + 1, to + 4).find(({ folded }) => roles.has(folded) || kin.has(folded));
  return noun !== undefined && /^(?:$|[,.;]| (?:of|from|at|who)\b)/.test(text.slice(noun.end));
}

/** 'captain Ted Baker', 'the singer Kate Spade': what labels are not, right before a name that begins as a person's does. */
export function isInRole({ name, sentence: { tokens, text }, from }: Candidate): boolean {
  const before = tokens[from - 1];
  if (before === undefined || name.isOneWord || !givenNames.has(name.words[0]?.folded ?? '')) return false;
  return !before.capital && roles.has(before.folded) && text.slice(before.end, tokens[from]?.start) === ' ';
}

/** "Clara Prada-Meier": a capitalised word after a hyphen, in running text, that is no brand and no thing of the trade. */
export function isHalfOfDoubleName({ sentence, from, to, isHyphened }: Candidate): boolean {
  const { tokens, titleCase } = sentence;
  const after = tokens[to];
  if (!isHyphened || titleCase || !after || (from > 0 && tokens[from]?.allCapitals)) return false;
  return !after.allCapitals && !labelNouns.has(after.folded) && fashionPointsOf(after.folded) === 0;
}
