/**
 * Words that carry a feeling in news of fashion and business, folded, in their base form, by weight: 1 a shade,
 * 2 clear, 3 strong. Written for this project. Where a word is praise of clothes and blame elsewhere ('sharp',
 * 'killer') or only names a fact of the trade ('cut', 'short', 'discount'), it is left out.
 */
const groups: [weight: number, words: string][] = [
  [
    3,
    `acclaim adore amazing astonishing awe-inspiring beloved best brilliant celebrate dazzle dazzling delight delightful
    ecstatic exceptional exquisite extraordinary fabulous fantastic flawless genius glorious gorgeous heroic incredible
    irresistible magnificent marvel marvellous masterful masterpiece masterstroke outstanding perfect perfection phenomenal
    prestigious remarkable revered sensational spectacular splendid standout stellar stunning sublime superb
    terrific thrilled thrilling triumph triumphant unforgettable unrivalled visionary wonderful world-class`,
  ],
  [
    2,
    `accomplish accomplished accomplishment admire admired admiration advance affection appealing applaud applause appreciate
    award awe beautiful beautifully beauty benefit blockbuster bold booming boost breakthrough bright buoyant captivate
    captivating charm charming chic clever coveted congratulate courage courageous craftsmanship creative darling dedicated
    desirable directional dream effortless elegance elegant embrace enchanting endorse energetic enjoy enthusiasm
    enthusiastic excellence excellent excel exciting excite exhilarating favourite favorite flourish fresh gain generous
    glamorous glamour glow good graceful great happy hail heal hero honor honour hope hopeful iconic imaginative
    impress impressed impressive improve improvement ingenious innovate innovative innovation inspire inspired inspiring
    inspiration inventive joy joyful laud legendary lauded love lovely loved luminous luxurious luxuriant modern must-have nail
    optimistic optimism outperform outshine passionate pioneer pioneering playful pleased poetic praise praised pretty
    profitable promising prosper proud rave rebound record-breaking refined refreshing rejoice resonate respect
    respected revive rewarding robust romantic savvy save sell-out shine smash soar solid sophisticated sought-after
    sparkle strong stronger strongest stylish succeed success successful surge talent talented tasteful thrive timeless
    top-selling treasure trailblazing unveil upbeat upgrade victory vibrant virtuoso win winner winning witty won wow youthful
    outshone outsold revelation ovation sought cheer cheered skyrocket buzzy enchant enchanted covetable showstopper
    beguiling bewitching bravo breathtaking buoy conquer coup cracking crave craze dapper dashing delectable devoted enviable evergreen
    faultless feted flair flatter gem gush hit irreproachable jubilant knockout lush magic masterly mesmerise obsess outclass outdo outgrow
    outpace outpaced peerless plaudit plush poetry relish reward seduce sumptuous supple swoon thriving touching treble undisputed
    unmatched unparalleled untouchable winning world-beating zest bullish darling overjoyed
    impeccable immaculate radiant electrifying riveting spellbinding mesmerising mesmerizing acclaimed bestseller
    bestselling`,
  ],
  [
    1,
    `able accurate adept agile agree ally ambitious anticipate anticipated approve aspire attract attractive balance
    better comfort comfortable commend confident confidence contemporary cool cozy cult curate delicate donate eager
    earn ease easy effective empower enable encourage enhance ethical exclusive expand expansion fair famed famous fan
    flattering free friend friendly fun grow growth healthy help helpful high-end honest important intimate invite kind
    lasting lead leader leading light loyal lucky luxe memorable milestone nice notable opportunity original partner
    peace plan poised polished popular positive power powerful praiseworthy premium proof protect ready recover
    recovery relief renowned responsible rich rise safe secure sleek smart smile smooth special steady subtle support supportive
    sustainable sweet tender transparent trust trusted trendy unique upscale useful valuable warm welcome wise worth worthy
    climb grew grown jump rose risen rally resilient comeback turnaround profitability lift double triple likeable
    assured fluent crisp record recommend handsome adopt brisk bumper calm forgive healthier momentum nudge outlast
    persuasive preserve pristine reinvent relieved reorder rescue resurgent seamless sidestep soothe surpass tailwind uptick well-made`,
  ],
  [
    -3,
    `abhorrent abuse abusive abysmal appalling assault atrocious atrocity awful bankrupt bankruptcy betray bigot bigotry catastrophe
    catastrophic corrupt corruption crime criminal cruel cruelty dead death deadly deplorable despicable devastate devastating
    die disaster disastrous disgrace disgraceful disgust disgusting evil exploitation fraud fraudulent genocide hate hatred
    hideous horrible horrific horror humiliate humiliating humiliation insult kill killed killer lawsuit-ridden loathe lousy massacre
    misconduct murder nazi nightmare obscene odious offensive outrage outrageous pathetic perjury racism racist rape repulsive revolting
    scandal scandalous scam shame shameful slander slave slavery sexist shit sweatshop terrible terrorist toxic traitor treason
    ugly vicious vile violence violent worst`,
  ],
  [
    -2,
    `accusation accuse aggressive alarm alarming allege allegation anger angry annoy arrest arrogant attack backlash bad ban battle-scarred
    belittle bitter blame bland bleak blunder bomb boring boycott break breach bribe broken bully callous cheat chaos chaotic
    charge cheap-looking clash claim collapse complain complaint condemn condemnation conspiracy convict controversial controversy copycat
    counterfeit crash crisis criticise criticism criticize critic crude cynical damage damaging danger dangerous debacle deceive
    deceptive decline defame defeat defraud defiant deny denounce dent desperate destroy deter deteriorate dire disappoint disappointed
    disappointing disappointment discredit discriminate discrimination dishonest dismal dismay dismiss dispute disrespect
    distress divisive doom downfall downgrade dreary dull dump embarrass embarrassing embarrassment enrage erode evade exploit expose
    fail failed failing failure fake false fear feud fiasco fight fine fire fired flawed flop foolish forced frustrate frustrated frustrating furious
    garish grief grim guilty harass harassment harm harmful harsh hostile hurt hypocrisy hypocrite ignorant ignore illegal imitation
    incompetent indict inferior infringe infringement injure injury insensitive insolvent insolvency investigate invade irresponsible
    jail jeopardise jeopardize knockoff lackluster lacklustre lament lawsuit layoff liar lie loss lose lost mediocre mess messy misguided
    mislead misleading mistake mistreat mock mockery mourn nasty negative neglect notorious oppose oust outcry outdated overpriced panic penalty
    pessimistic plagiarise plagiarism plagiarize plight plummet plunge pollute pollution poor probe problem problematic protest punish rebuke
    recession reckless regret reject resentment resign revile ridicule ridiculous rip-off ruin sack sad sadly scapegoat scorn severe shabby
    shock shocking shoddy shutter slam slump smear sorry stale steal stolen strife struggle struggling stupid sue sued suffer suspend
    suspicion suspicious tacky tarnish tasteless tension threat threaten threatening tragedy tragic trouble troubled troubling tumble
    turmoil unacceptable underperform unethical unfair unflattering unfortunate unhappy uninspired unlawful unpopular unprofitable unsafe unwearable
    upset vandalise victim vulgar vulnerable warn warning waste wasteful weak weaken weakness worse worsen worry worried worrying worthless wreck wrong
    wrongdoing
    misfire misstep stumble sank sunk sink slid shrank shrunk stole hacker hacked breached greenwash pan exodus
    aggrieved aimless axe bearish beleaguer beset bust castigate cheapen clunky creditor cringe cringeworthy dated debacle defect desert desertion
    detractor disarray disenchanted drab drain dreadful droop falter fed-up feeble flimsy floundering flounder fluff frumpy furious gaffe
    garish grim halve hapless hollow humdrum ill-fitting implode incoherent infringe insolvency insolvent insipid itchy joyless lacklustre
    lackluster lambast lambaste languish lawsuit layoff leak letdown lethargic limp listless loss-making mediocre meltdown messy mire miscalculate
    misjudge mishandle monotonous mutiny muted nosedive overreach overworked parody pastiche pedestrian pilfer pointless ponderous punch-drunk
    ramshackle reel redundancy redundant rout sag sagging savage scathing scratchy shambles shambolic shelve shelved shrivel sinking
    skimp slash sour spat splutter spooked squabble squander stagger stall stifle stilted strained stodgy sweated
    tarnished tatty tiresome topple torrid trail tumultuous turgid unconvincing unconvinced underwhelmed unimpressed unmoved unravel vanish
    vapid wane washout weary wither woe woes worn-out wrongly
    liquidation markdown writedown glut unsold recall forgettable lifeless soulless joyless gimmicky derivative clumsy
    muddled jumble lukewarm tepid dud underwhelm underwhelming underpaid bruise grumble shortfall`,
  ],
  [
    -1,
    `absence abandon abrupt absurd afraid allegedly anxious anxiety apology apologise apologize argue avoid awkward burden caution
    cautious challenge challenging close closure cold complex complicated concern concerned confuse confused confusing congestion contradict cost costly
    critical curb dated debt deficit delay delayed demand denial despite difficult difficulty dip disagree disrupt disruption distract doubt downturn
    drag drop dubious excuse exit expensive fall fallout fell fewer flat forbid force gap halt hard hesitate impossible inconsistent inflation
    insecure issue lack lacking lag late leave limited miss mixed never-ending nervous obstacle odd old-fashioned ordinary overshadow
    painful predictable pressure pricey prohibit pull pushback puzzle question questionable quit raid rejection reluctant restrict restructure rival
    sanction sceptical skeptical shortage shrink shut silence slow slowdown slide slip sluggish sober soften stagnant stagnate stop strain stress strict
    strike strange surrender tariff tax tedious thin tired tough unable uncertain uncertainty unclear uncomfortable unexpected
    unlikely unnecessary unpaid unproven unstable unwanted volatile withdraw write-down`,
  ],
];

const weights = new Map<string, number>(
  groups.flatMap(([weight, words]) => words.split(/\s+/).map((word): [string, number] => [word, weight])),
);

/** Weight of a folded English word in any of its inflections, -3 to 3; 0 when it carries no feeling. */
export function weightOf(folded: string): number {
  const known = cache.get(folded);
  if (known !== undefined) return known;
  const weight = lookUp(folded);
  if (isKept(cache, folded)) cache.set(folded, weight);
  return weight;
}

const cache = new Map<string, number>();

function lookUp(folded: string): number {
  for (const base of baseForms(folded)) {
    const weight = weights.get(base);
    if (weight !== undefined) return weight;
  }
  return 0;
}

/** A word and what it may be an inflection of: 'praised', 'praising', 'worries', 'stopped', 'happily', 'boldest'. */
function baseForms(word: string): string[] {
  const forms = [word];
  for (const suffix of ['s', 'es', 'd', 'ed', 'ing', 'ly', 'er', 'est', 'r', 'st', 'ness', 'ment']) {
    if (!word.endsWith(suffix) || word.length - suffix.length < 3) continue;
    const stem = word.slice(0, -suffix.length);
    forms.push(stem);
    if (/^(?:ing|ly|er|est|ness)$/.test(suffix)) forms.push(`${stem}e`);
    if (stem.endsWith('i')) forms.push(`${stem.slice(0, -1)}y`);
    if (/([b-df-hj-np-tv-z])\1$/.test(stem)) forms.push(stem.slice(0, -1));
  }
  return forms;
}

/** Words that turn the feeling of what follows them within four words. */
export const negations = new Set(
  `not no never none nobody nothing neither nor without hardly barely scarcely rarely seldom cannot don doesn didn isn aren wasn weren won
  wouldn couldn shouldn hasn haven hadn ain lacks lacked fails failed`.split(/\s+/),
);

/** How much a word strengthens (above 1) or weakens (below 1) the feeling of the word after it. */
export const intensities = new Map<string, number>([
  ...'very extremely hugely deeply highly incredibly truly utterly totally absolutely so really remarkably particularly especially enormously wildly most strongly widely sharply severely badly'
    .split(' ')
    .map((word): [string, number] => [word, 1.4]),
  ...'somewhat slightly fairly rather quite partly mildly relatively moderately almost nearly little bit'
    .split(' ')
    .map((word): [string, number] => [word, 0.6]),
]);

/** Words after which a sentence says the contrary of what came before, which then counts less. */
export const contrasts = new Set(
  'but however yet although though nevertheless nonetheless whereas while despite'.split(' '),
);

/** Verbs whose feeling falls on their object: who attacks or praises is not thereby attacked or praised. */
export const directedVerbs = new Set(
  `accuse attack blame criticise criticize condemn denounce slam mock sue reject dismiss oppose rebuke ridicule insult fire sack oust ban boycott
  praise laud hail applaud admire love adore endorse celebrate congratulate defend embrace honour honor thank threaten warn kill hurt defeat
  investigate probe fine charge arrest indict blast call`.split(/\s+/),
);

/** Whether a folded word is a form of one of {@link directedVerbs}. */
export function isDirectedVerb(folded: string): boolean {
  const known = directed.get(folded);
  if (known !== undefined) return known;
  const isOne = baseForms(folded).some((form) => directedVerbs.has(form));
  if (isKept(directed, folded)) directed.set(folded, isOne);
  return isOne;
}

const directed = new Map<string, boolean>();

/** Names and numbers are endless, words are not: those longer than a word are not kept. */
function isKept(cache: ReadonlyMap<string, unknown>, folded: string): boolean {
  return cache.size < 50_000 && folded.length <= 20;
}
