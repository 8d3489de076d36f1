/** Words of sport: near them 'Coach', 'Champion' and 'Arena' are what they are in sport. */
export const sportWords = new Set(
  `game games match matches team teams league season playoff playoffs player players quarterback goalkeeper striker midfielder
  defender athlete athletes medal medals olympic olympics paralympic tournament championship championships coach coaches
  stadium referee score scored goal goals inning innings touchdown wimbledon points rebounds assists nfl nba mlb nhl fifa uefa ncaa wnba soccer football
  basketball baseball hockey tennis golf swimmer sprint relay heat semifinal semifinals quarterfinal final finals win wins won
  victory defeat roster rookie bench halftime pitcher batting racing lap race cyclist gymnast gymnastics sprinted podium squad quarterfinals knockout semi playoff dunked`.split(
    /\s+/,
  ),
);

/** Words too common to refuse a name that stands with a capital in running text ('at the Gap'). */
export const functionWords = new Set(
  'a an the this that my your his her its our their in on of to for and or is was has who with at by from s i we you they'.split(
    ' ',
  ),
);

/** What stands beside an everyday word when it is only that: folded words right before it, and right after it. */
export interface Surroundings {
  before?: string[];
  after?: string[];
}

const s = (words: string): string[] => words.split(' ');

/** Surroundings that refuse an ambiguous name, by its folded spelling; what belongs to one name only. */
export const counterContext = new Map<string, Surroundings>([
  [
    'coach',
    {
      before: s(
        'head assistant former new team swim football basketball soccer tennis life fitness voice acting vocal national s u olympic associate interim his her their our my a the track skating strength batting pitching longtime executive career dating',
      ),
      after: s('class trip station bus driver ticket tickets seat seats who said'),
    },
  ],
  [
    'gap',
    {
      before: s(
        'pay wage gender age the a this that wealth skills funding credibility achievement price income knowledge attention generation digital trust valuation two point',
      ),
      after: s('between in of year years toothed widened narrowed has is'),
    },
  ],
  [
    'next',
    {
      before: s('the what s who up'),
      after: s(
        'week month year season day time step steps generation chapter door to big few decade spring summer fall autumn winter monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december morning up year s level stop came is was move phase great couple campaign day three five two four six seven ten',
      ),
    },
  ],
  [
    'guess',
    {
      before: s('i you we they to best my anyone a can could'),
      after: s('what who that i it again not how where which so the'),
    },
  ],
  [
    'theory',
    {
      before: s(
        'in a the conspiracy s game color colour queer critical this string chaos of music literary evolutionary',
      ),
      after: s('of that about is was'),
    },
  ],
  [
    'boss',
    {
      before: s('my her his their our a the former crime mob girl like party s fashion ex big union new'),
      after: s('of who said says lady baby fight level bitch'),
    },
  ],
  [
    'diesel',
    {
      before: s('vin a marine in of'),
      after: s(
        'engine engines car cars fuel prices emissions vehicle vehicles truck trucks train generator oil cheating power',
      ),
    },
  ],
  [
    'supreme',
    {
      before: s('reigned diana the s'),
      after: s(
        'court leader being commander quality importance confidence power soviet justice ruler council irony',
      ),
    },
  ],
  [
    'champion',
    {
      before: s(
        'a the world olympic defending reigning former national two three time s european us u american division grand slam paralympic wimbledon state our great',
      ),
      after: s('of for the in who to s belt belts title titles'),
    },
  ],
  ['champions', { before: s('the'), after: s('league of') }],
  [
    'mango',
    {
      before: s('a the fresh ripe of and with'),
      after: s('juice tree trees salsa chutney lassi sorbet smoothie season butter salad puree'),
    },
  ],
  [
    'express',
    {
      before: s('american orient daily sunday indian to financial pony polar federal i we they fed'),
      after: s(
        'themselves herself himself yourself their his her concern interest yourself myself train delivery shipping written permission your my',
      ),
    },
  ],
  [
    'frame',
    {
      before: s('time a the s per this that metal picture first second third'),
      after: s('of by the is work for'),
    },
  ],
  ['forever 21', { after: s('years') }],
  ['the row', { before: s('in on'), after: s('house houses home homes over about with between of erupted') }],
  [
    'vince',
    {
      after: s('vaughn carter lombardi mcmahon gill gilligan cable staples neil clarke young guaraldi power'),
    },
  ],
  [
    'vans',
    {
      before: s('delivery food the camper white moving police of and electric'),
      after: s('carrying full were parked'),
    },
  ],
  ['reformation', { before: s('the protestant counter catholic s police'), after: s('of in era church') }],
  [
    'target',
    {
      before: s('a the s to on of their his her its price sales easy soft key'),
      after: s('of audience market for the on price date is was by group demographic'),
    },
  ],
  [
    'hermes',
    {
      before: s('god greek messenger courier parcel winged named asteroid rocket'),
      after: s(
        'parcel parcels courier couriers trismegistus messenger god rocket spacecraft delivery statue',
      ),
    },
  ],
  [
    'polo',
    {
      before: s('water marco a the play played playing'),
      after: s('shirt shirts match player players team club neck necks pony top tops'),
    },
  ],
  ['lacoste', { before: s('rene jean') }],
  ['valentino', { before: s('rudolph'), after: s('rossi garavani') }],
  ['lee', { before: s('spike bruce ang harper daniel greta stan') }],
  [
    'ford',
    {
      before: s('harrison henry gerald john'),
      after: s('motor mustang f escape focus foundation dealership'),
    },
  ],
  ['face', { before: s('the her his s'), after: s('of the to') }],
  ['fossil', { after: s('fuel fuels record remains free') }],
  ['arena', { before: s('the an s political this'), after: s('of in in the') }],
  ['native', { before: s('a the s'), after: s('american americans of to speaker language') }],
  ['head', { before: s('the her his a my s'), after: s('of coach to over for coaches') }],
  ['monsoon', { before: s('the a s'), after: s('season rains wedding rain') }],
  [
    'mother',
    {
      before: s('a the my her his their our your working single new stay expectant grieving birth'),
      after: s('of and in who s daughter said says'),
    },
  ],
  ['joules', { before: s('of') }],
  ['puma', { before: s('a the'), after: s('cub cubs concolor') }],
  ['jaguar', { after: s('land car cars') }],
  ['oasis', { before: s('an the s green desert'), after: s('of reunion gallagher tour') }],
]);
