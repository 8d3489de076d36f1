/**
 * Expressions of fashion and business that mean more, or something else, than their words, by weight as in the lexicon
 * (0: no feeling, whatever the words say). '/' parts words of which any may stand there, '_' is any one word.
 */
const groups: [weight: number, phrases: string][] = [
  [
    3,
    `at the top of its form, never been better, never looked better, has never looked so good, can do no wrong, from strength to strength,
    to its feet, to their feet, in a class of its own, second to none, without equal, best in class, leads the pack,
    undisputed winner, won the day, stole/steals the show, show of the season/week, highlight of the week/season/day,
    talk of the town, took everyone s breath away, took the breath away, worth every penny/cent/euro, rave reviews,
    standing ovation, in rude health, record profit/profits/sales/revenue/quarter/year/results`,
  ],
  [
    2,
    `beat/beats/beating/topped/exceeded/exceeds/surpassed expectations/forecasts/estimates/consensus/guidance,
    beat/beats/beating/topped/exceeded/surpassed _ expectations/forecasts/estimates/targets/consensus,
    beat/topped/exceeded/surpassed _ _ expectations/forecasts/estimates, beat on every, better than expected/feared/forecast/hoped,
    less than feared/expected, ahead of expectations/forecasts/forecast/plan/budget/schedule/consensus/estimates, ahead of the consensus/forecasts/market,
    ahead of its plan/forecast/rivals, well ahead of, sold out, sells out, selling out, sell out, flew off, flying off the shelves,
    out of stock, waiting list/lists, wait list, in hot demand, high demand, strong demand, brisk trade, brisk trading,
    cannot keep up, can t keep up, cannot make _ _ fast enough, fast enough, queues round the block, round the block, around the block,
    a return to form, back in fashion, back in form, back in favour, back in favor, back on track, back on the map, back in the black, back to growth,
    return to growth, returned to growth, return to profit, returned to profit, swung to a profit, swung to profit, swings to profit,
    turned a profit, turned a corner, turned the corner, turning the corner, first profit, came into its own, found its voice/rhythm/feet, finds its feet,
    on the mend, on the up, on a roll, on a high, on song, gathering/gathers/gathered pace, picked up, picks up, picking up,
    bucked/bucks/bucking the trend, defied/defies/defying the gloom/slump/slowdown, shrugged/shrugs off, held up well, held up, holding up,
    paid off, pays off, paying off, bearing fruit, bore fruit, hard to fault, hard to beat, hard to resist, hard to miss, no equal,
    won over, wins over, fell in love, falls in love, fall in love, lived up to, lives up to, living up to, worth the wait/trip/money/price/journey/fuss/hype,
    must have, must haves, standing out, stood out, stands out, gold standard, tour de force, breath of fresh air, spring in its step, cult following,
    good value, great value, well received, warmly received, well made, beautifully made, in good shape, good news, good start, good night, strong start,
    flying start, safe pair of hands, raised/raises/lifted/lifts/hiked/upped its forecast/guidance/outlook/target/targets/dividend,
    raised/lifted its _ _ forecast/guidance/outlook, raised/lifted its _ forecast/guidance/outlook/target, upgraded to buy/outperform/overweight,
    to buy from hold/sell, turnaround is working, winning/wins/won market share, took/takes/taking/gained/gaining/gains market share, taking share, gained share,
    went viral for all the right reasons, right reasons, all the rage, hit of the season/summer, new lease of life, second youth, sigh of relief,
    breathe again, still hot, rewarded for, picked by, voted best, took the prize, top marks, five stars, stood by, runs/ran/running away from,
    fell/slipped/dropped/declined/fell by less than feared/expected, fell/slipped/dropped by less than feared/expected/forecast, pulled/pulls off, snapped up, on form, swear/swears by, bargain of,
    order books full, full order book, keep/keeps/kept pouring in, poured in, rode the, on everyone s lips, everyone wants, everyone talked about, one to watch, in great demand, everybody wants, gone in an hour/minutes/hours/seconds, gone within hours/minutes, gone in a day, nobody else does/makes/cuts/sews, nobody does/makes/cuts, so much with so little, ones to watch,
    keeps/keep finding, nothing beats, nothing matched, nothing compares, not a seam out of place, took the crown, takes the crown, ended a run of, bright spot, bright spots, brightest hope/hopes,
    has remembered, came/come/back from nowhere, well on its way, growing fast, fastest growing, fast growing, growing fastest, outsold its, more than ever, than ever before, double digit growth,
    dismissed the case/lawsuit/suit, cleared of, ruled for, ruled in favour of, won its case/appeal/suit, profit of, year to remember, much loved, much needed, life back, having a moment, moment in the sun,
    has shaken off, shaken off, shook off, easy to love, easier to love, hard to put down, hard not to, got it right, got right, gets it right, does what it says, lasting power, set a record, sets a record,
    times the estimate, times its estimate, above its estimate, above the estimate, over its estimate, twice its estimate, model for, at its best, finest hour,
    worth it, worth every, take/takes/taking/took home, came/comes/come/finished first, came out on top, top of the list/table/ranking/league, tops/topped the list/table/ranking,
    named/crowned/voted/chosen _ of the year, named/crowned/voted/chosen _ _ of the year, readers chose, cannot/can t get enough, could not get enough, impossible to find, hard to find, hard to get, difficult to get,
    stood in line, stand in line, standing in line, queued for, queue for, queuing for, queueing for, queued outside/overnight/all, queue outside, queues outside/for, slept on the pavement, camped out, camped outside,
    was/were gone by/within/before/in, were all gone, is all gone, sold in minutes/hours, sold within hours/minutes, pulled/pulls ahead, moved/moves ahead, has/have overtaken, overtook, not one bad,
    nothing wrong, no fault/complaints, not a fault, nothing to complain, nothing i would change, dropped/drops/dropping its inquiry/case/claim/investigation, dropped the inquiry/case/claim/charges, threw/throws/thrown out the claim/case/complaint/suit/lawsuit,
    agreed with, sided with, came/come back for more, coming/come/came back, line/lines/lined up to, taking on, takes on, hiring, created jobs, creates jobs, creating jobs, twice as much/many, three times as much/many, paid back, pays back, back in the index, would buy again, looks/look/looked as good,
    looks/look/looked like new, as good as new, as fine as, still looks new`,
  ],
  [
    1,
    `in line with the best, slightly ahead, at last, good on you, well placed, well positioned, on course for growth, back from the brink,
    saved from, rescued from, under control, no joke, no sign of slowing, shows no sign of slowing, little to fault, not to be missed, no wonder`,
  ],
  [
    0,
    `in line with, on course, as well as, well known, cut from, cut to, cut in, short sleeves/sleeved, hand cut, laser cut, clean cut, low cut,
    limited edition/series, limited to, close to, close at, closes at, closed at, closed/closes/closing/close the/its half/year/quarter/day/week/season/show/month/calendar/evening, varying/mixed luck/fortunes/success, settle/settled/settles/settling a/its/their/the _ lawsuit/dispute/case/suit/quarrel, settle/settles/settled a/their/the lawsuit/dispute/quarrel/case/suit, close the gap, closing the gap, until it closes, close of trading, best known,
    issue of, latest issue, first issue, free of charge, in charge of, tax free, fine jewellery/jewelry/wool/leather/knit/fragrance/dining, fine gauge,
    high street, fresh water, cool water, fair trade, trade fair, break from, taking a break, strike a pose,
    hard case, case of, drop on, latest drop, first drop, the drop, drop of, next drop, drop waist, dropped waist, drop shoulder, stop in,
    fall collection/season/campaign/winter, for fall, this fall, next fall, last fall, of fall, killer heels, drop dead, not only, no longer a secret,
    no longer available, pull on, pull over, slip dress, slip on, slip skirt, slip dresses, strain of, in question, sold to, gap year, due in, break down,
    love story, best seller list, no comment, declined/declines to comment, not immediately, did not respond, did not answer, died in, late as, of late, late night,
 poor man s, worn by, tired of waiting, as of, better known, sharp shoulders, sharp tailoring, cold shoulder dress, award ceremony, high jewellery/jewelry/watchmaking, power reserve, play of, free shipping/delivery/returns, top of the, top notes/note, tops and,
    grand prix, gold plated, rose gold, white gold, grand complication, perpetual calendar, happy hour, care instructions, customer service, winter sale, summer sale,
    stake in, bid for, agreed to sell/buy, has been approved, settled its/a lawsuit/dispute/case, settled its, settled out of court, ended their dispute, broadly unchanged, was flat, were flat, was stable, were stable, were level,
    unchanged at, little changed, no change, bond street, natural diamonds, lab grown, claim/claims/claimed/claiming that, not available for comment, would not comment/say, will not comment/say, did not say, has not said, neither confirmed nor denied, gave no reason, seen better days, leave/leaves/leaving/left out, take/takes/took the place of, dead stock, deadstock fabric, dropped its fee, raw edge, raw denim, distressed denim, ripped jeans, stone washed, fake fur, faux fur, fake leather,
    block print, bleeding heart, hand crafted, best before, better half, warm grey, cool wool, golden hour, soft leather, light blue, light grey`,
  ],
  [
    -1,
    ` little effect, divide/divides/divided/dividing opinion/opinions/critics, not enough, not as much as hoped, by the wayside, playing/plays/played it safe, going through the motions, by numbers, no more than, nothing new,
    little to say, left cold, one trick, more of the same, seen it before, been here before, still waiting, yet to convince, yet to find, has yet to, have yet to,
    on the back foot, in two minds, not so much, too much, too many, too few, too late, too little, too big, too small`,
  ],
  [
    -2,
    `fell/falls/falling/fall/came/comes/coming short of, fell/falls short, missed/misses/missing expectations/forecasts/estimates/consensus/targets, missed _ expectations/forecasts/estimates/targets,
    missed _ _ expectations/forecasts/estimates, missed the mark, misses the mark, below expectations/forecasts/estimates/forecast/consensus/target, worse than expected/feared/forecast,
    less than expected/hoped, less than hoped, not by as much as, profit warning/warnings, warned on/of/that, out of fashion/favour/favor/step/ideas/time/touch/control,
    out of its depth, out of cash, out of money, running out, out of steam/patience/road/room/luck/breath/answers/options, lost/loses/losing/lose ground/share/customers/momentum/money/steam/patience/touch/lustre/luster/edge/appeal/way/nerve,
    lost/loses/losing/lose its way/shine/lustre/luster/edge/touch/appeal/cool/nerve/lustre/grip/footing/stride/crown/identity/magic,
    lost market share, losing market share, lost the plot, lost the thread, worn off, worn thin, wears thin, wearing thin, wore off, fell flat, falls flat, fall flat, falling flat,
    came/come/comes/coming/is/are/was under fire/pressure/investigation/scrutiny/attack, under fire, under scrutiny, under pressure, facing/faces/faced/face calls/criticism/backlash/questions/charges/claims,
    swung to a loss, swung to loss, swings to loss, slipped into the red, in the red, into the red, in trouble, in crisis, in turmoil, in tatters, in freefall, in free fall,
    in difficulty, on the ropes, on the rocks, on the slide, on the wane, on hold, on ice, to a halt, to a standstill, dried up, drying up, dries up, cut/cuts/cutting jobs, job cuts/losses,
    cut/cuts/cutting/slashed/lowered/lowers/trimmed/trims its forecast/guidance/outlook/dividend/target/targets, cut/lowered/trimmed/slashed its _ forecast/guidance/outlook/dividend,
    cut/cuts/cutting/shed/sheds/axed/axes/axe/slash/slashed _ jobs/posts/roles, cut/cutting/axe/axing _ _ jobs/posts/roles, laid/lay/lays/laying off, store closures, shut/shuts its doors, closed/closing/closes/close all, close its doors, closed its doors,
    close/closing/closes/shut/shuts/closed _ shops/stores/branches, filed/files/filing for, called/calls in administrators, into administration, went under, goes under, gone under, go under, went bust, goes bust, going bust,
    ceased trading, went bankrupt, wrote/written off, write off, writes off, behind schedule, behind with, fallen behind, fell behind, falls behind, falling behind, left behind,
    walked out, walk out, walks out, on strike, data breach, personal data, stole the data, no favours, no favors, no credit, no idea, no ideas, nothing to say, said nothing,
    hard to forgive, hard to wear, hard to see, hard to justify, hard to love, hard to like, hard to swallow, past its best, past its prime, best days are behind, long past,
    going nowhere, went nowhere, round in circles, stuck with, saddled with, let/lets/letting down, falls/fell/fall apart, came/comes/come apart, wish you had, waste of, save your money,
    not worth, cashing in, cashed in, cash grab, went viral for all the wrong reasons, wrong reasons, in bad taste, bad taste, tone deaf, called out, rip off, ripped off, knocked off, knock off, price gouging,
    priced out, pricing out, too expensive, too often, failed to, fails to, fail to, failing to, did not sell, didn t sell, found no buyer/buyers, no buyer, no buyers, stayed below, unsold stock,
    at a loss, at a discount, half price, in outlets, deep discounts, on its knees, to its knees, cooled off, gone cold, has cooled, given way, gave way, given up, gave up on, turned away from, put off, puts off, deserting, driven away, drove away, back to the drawing board, without a compass, without direction, not what it was, not what it used to be,
    shadow of, pale imitation, mixed reviews, poor reviews, bad reviews, cold shoulder, wide of the mark, own goal, red face, red faces, to blame, took the blame, calls for a boycott, downgraded to, to sell from,
    could not save, couldn t save, could not rescue, cannot shake off, cannot catch a break, not live up to, never recovered, never found, never took off, nobody wants/wanted/queued/bid/came, no one wants/wanted/came,
    no christmas cheer, little to put, little to say, few would, few were glad, year to forget, quarter to forget, season to forget, bore the brunt, hit hard, hard hit, hit by, hits a wall, hit a wall, hit the buffers,
    taken the keys, protection from creditors/its, sought protection, owes its suppliers, unpaid bills, behind with payments, eating into, ate into, eats into, weighed on, weighs on, weighing on, dragged down, drag on, drags on,
    draining away, slipping away, ebbing away, piling up, piles of, mountain of, overrun with, stuck in, bin bag, had enough, passed over, worst dressed, lowest point, cost it dear, cost it dearly, paid for it, paid the price, lost its case/appeal/bid,
    priced itself, pay/pays/paying the price, fighting for survival, fight for survival, brink of, on the brink, verge of collapse, teetering on, reality check, growing pains, teething troubles, running on empty, nostalgia alone,
    stop using, caught with, caught out, caught up in, drawn into, embroiled in, mired in, dogged by, plagued by, beset by, marred by, accused of, suspected of, guilty of, charged with, sued over/for/by, fined for, fine of, penalty of,
    labour abuses, labor abuses, minimum wage, unpaid wages, without pay, not been paid, were not paid, unpaid for,
    laid off, lay/lays/laying off, let go, let _ go, let _ people/staff/workers/employees go, let _ _ go, lost/lose/loses/losing their/his/her jobs/job, out of work, job/jobs cuts, cut/cuts/cutting jobs/posts/staff/bonuses, cut/cuts/cutting _ jobs/posts, cut/cuts/cutting _ _ jobs/posts/people,
    shed/sheds/shedding jobs/staff, jobs are at risk, at risk, get/gets/getting/got rid of, no bonus, hiring freeze, froze hiring, said sorry, says sorry, say sorry, begged pardon, asked for forgiveness, took it back, had to apologise/apologize/withdraw/pull/remove/delete/pay/stop/close/sell,
    must pay/stop/withdraw, has to pay/stop, ordered to pay/stop, told to stop/pay, taken to court, took _ to court, taken _ to court, lost in court, ruled against, said no to, came/comes/come/finished last, bottom of the list/table/ranking/league, dropped from, thrown/kicked out of,
    made/make/makes fun of, laughed at, laugh at, turned/turn their backs on, turned/turn its back on, turned against, stopped/stop/stops buying/selling/wearing/coming/working, called off, call off, put off until, sent/send/sends/sending _ back, sent/send/sends everything back, sent back, gave them away,
    half empty, stayed empty, was empty, were empty, nearly empty, nobody/none buys/bought/buy/wears/wore/asked/came/cares, no one buys/bought/wears/cares, in every outlet, bargain bin/bins, not buy, never again, no bid, no bids, went back to its owner, a third/quarter/half less, half as much/many, less than half, fewer than half,
    no longer buy/buys/want/wants/know/wear/come/shop, not know what, left before the end, looked at their phones, fell asleep, fall asleep, too long, too short, too tight, too heavy, too hot, too cold, too wide, too narrow, for a song, handed/hands back the keys, no more money, cannot pay, can t pay, could not pay, have/has not paid, has not been paid, never paid,
    gave/giving/give up half/most/all/some/part of, gave/giving/give up its/the/their gain/gains, pulled/pulls/pulling out of, on its last legs, copied from, copy of, seen better, headache, holes in, came/come/comes off, fell/falls over, broke down, wear/wears/wore out early/fast/quickly/soon, should have stayed, does/did not work, do not fit, does/did not fit`,
  ],
  [
    -3,
    'car crash, an insult to, worst in, at its worst, all time low, record low, left for dead, sent the room to sleep, put the room to sleep',
  ],
];

interface Node {
  weight: number | null;
  next: Map<string, Node>;
}

const ANY = '_';
const root: Node = { weight: null, next: new Map() };
for (const [weight, phrases] of groups) {
  for (const phrase of phrases.split(',')) insert(root, phrase.trim().split(/\s+/), weight);
}

function insert(node: Node, words: string[], weight: number): void {
  const [first, ...rest] = words;
  if (first === undefined) {
    node.weight = weight;
    return;
  }
  for (const word of first.split('/')) {
    let next = node.next.get(word);
    if (next === undefined) {
      next = { weight: null, next: new Map() };
      node.next.set(word, next);
    }
    insert(next, rest, weight);
  }
}

/** An expression with the number of its words. */
export interface Phrase {
  words: number;
  weight: number;
}

/** The longest expression that begins at a word; null when none does. */
export function phraseAt(words: readonly string[], at: number): Phrase | null {
  const node = root.next.get(words[at] ?? '');
  return node === undefined ? null : longest(node, words, at, 1);
}

function longest({ weight, next }: Node, words: readonly string[], at: number, taken: number): Phrase | null {
  const word = words[at + taken];
  if (word !== undefined) {
    for (const node of [next.get(word), next.get(ANY)]) {
      const found = node === undefined ? null : longest(node, words, at, taken + 1);
      if (found !== null) return found;
    }
  }
  return weight === null ? null : { words: taken, weight };
}
