import type { Topic } from '../../../model/report.ts';

/** A topic that is told by its words; OTHER is what none of them tells. */
export type NamedTopic = Exclude<Topic, 'OTHER'>;

/**
 * Words and pairs of words that tell a topic, folded, in the singular: `strong` ones hardly belong to another topic,
 * `weak` ones lean to it. In English.
 */
export const topicTerms: Record<NamedTopic, { strong: string; weak: string }> = {
  COLLECTIONS: {
    strong: `collection|runway|catwalk|fashion week|lookbook|haute couture|couture|ready to|pre fall|resort collection|cruise collection|silhouette|hemline|tailoring
      |front row|capsule|menswear|womenswear|debut collection|spring summer|autumn winter|fall winter|knitwear|outerwear|street style|trend`,
    weak: `show|look|gown|dress|coat|skirt|trouser|fabric|embroidery|model|designer|season|atelier|print|styling|wardrobe|outfit|boot|heel|handbag|bag|shoe|wear|denim|jacket|suit|sequin|leather|spring|fall|style|vintage`,
  },
  BUSINESS: {
    strong: `revenue|earning|agrees to|to buy|buys|buyout|sell off|insolvency|administration|markdown|outlook|half year|full year|margin|quarter|profit|shareholder|ipo|acquisition|acquire|merger|takeover|stake|investor|operating margin|like for|net income|forecast
      |guidance|valuation|private equity|bankruptcy|chapter 11|restructuring|layoff|dividend|analyst|stock|turnover|fiscal year|fiscal|supply chain|tariff`,
    weak: `sale|share|billion|million|percent|growth|market|company|group|ceo|investment|bank|cost|debt|price|demand|inventory|inflation|consumer|strategy|licence|license|export|import|owner|deal|funding`,
  },
  PEOPLE: {
    strong: `appointed|appoint|promotes|creative lead|creative chief|steps back|step down|takes over|to lead|names|to leave|interim|head of|appointment|steps down|stepping down|stepped down|successor|succeed|named creative|new creative|creative director|artistic director|chief executive|chief marketing|resign|hire|hired|joins|departure|departs|exit|obituary|dies|died|promoted|retire|tenure|poach`,
    weak: `ceo|president|director|role|position|executive|officer|career|board|chair|founder|leave|lead|replace|join|head|boss|manager|editor`,
  },
  CELEBRITY: {
    strong: `red carpet|met gala|best dressed|new face|face of|awards night|film festival|singer|princess|prince|premiere|oscar|grammy|cannes|actress|paparazzi|royal|princess|duchess|celebrity|kardashian|rihanna|beyonce|k pop|idol|stepped out|golden globe|emmy|baftas|influencer|wedding dress|ambassador|bride`,
    weak: `actor|singer|star|wore|stylist|wearing|gown|outfit|look|film|netflix|instagram|wedding|model|spotted|tour|campaign|fan|series|queen|street style`,
  },
  RETAIL: {
    strong: `flagship|store opening|opens store|new store|boutique|department store|pop up|shopping mall|shopping centre|mall|retailer|e commerce|ecommerce|marketplace|shop window|footfall|concession|square feet|square metre|square foot|franchise|online store|outlet|travel retail|duty free|high street|resale|rental|black friday|omnichannel|checkout`,
    weak: `store|shop|opening|open|shopper|customer|online|city|street|location|floor|expansion|wholesale|delivery|retail|website|app|consumer|square`,
  },
  SUSTAINABILITY: {
    strong: `sustainability|sustainable|fast fashion|garment worker|environmental|second life|compost|plastic|organic|exploitation|carbon|emission|recycled|recycling|recycle|circular|circularity|upcycled|upcycling|climate|organic cotton|deforestation|microplastic|greenwashing|biodegradable|regenerative|traceability|textile waste|living wage|forced labour|forced labor|supply chain|net zero|landfill|esg|fur free|durable`,
    weak: `environment|environmental|waste|ethical|fibre|fiber|water|impact|material|planet|green|responsible|worker|factory|supplier|wage|footprint|cotton|energy|transparency|second hand|secondhand|reuse|repair`,
  },
  COLLABORATIONS: {
    strong: `collaboration|collab|x|co design|capsule with|unite|collaborate|collaborated|collaborating|teams up|team up|teamed up|joins forces|join forces|partners with|partnership|co branded|capsule collection|limited edition|co created|crossover|guest designer`,
    weak: `x|partner|drop|together|capsule|joint|artist|exclusive|partnered|launch|edition|project|team`,
  },
  BEAUTY: {
    strong: `beauty|fragrance|hair|scent|lip tint|eyeliner|facial|spa|perfume|perfumer|skincare|skin care|makeup|make up|cosmetic|lipstick|mascara|foundation|serum|moisturiser|moisturizer|eau de|parfum|haircare|nail polish|eyeshadow|concealer|sunscreen|spf|shampoo|manicure|blush|dermatologist|hairstylist`,
    weak: `scent|skin|hair|nail|face|lip|glow|salon|cream|spa|wellness|ingredient|shade|formula|bottle|note|routine`,
  },
  WATCHES_AND_JEWELLERY: {
    strong: `watch|watchmaker|watchmaking|wristwatch|timepiece|chronograph|tourbillon|jewellery|jewelry|jeweller|jeweler|high jewellery|high jewelry|diamond|necklace|bracelet|earring|engagement ring|gemstone|emerald|sapphire|ruby|carat|horology|swiss watch|pendant|brooch`,
    weak: `ring|gold|stone|dial|movement|calibre|caliber|steel|pearl|platinum|swiss|auction|case|strap|silver|tiara`,
  },
  LEGAL: {
    strong: `lawsuit|court|fines|fine|jury|trademark|customs|seize|seized|legal action|ruling|ban|regulation|judge|trademark|infringement|sues|sued|suing|plaintiff|defendant|copyright|counterfeit|settlement|antitrust|regulator|fined|patent|attorney|prosecutor|verdict|appeal|tribunal|litigation|alleging|trial|filed suit|injunction|investigation|class action|tax evasion`,
    weak: `law|legal|claim|lawyer|complaint|rule|ruling|ban|filing|alleged|dispute|commission|police|fraud|evidence|case|damages|law firm|eu|investigate`,
  },
  SPORT: {
    strong: `olympic|paralympic|kit|jersey|running shoe|racing shoe|racing|sneaker|air jordan|super shoe|racket|relay|coach of|head coach|medal|athlete|championship|tournament|football|soccer|basketball|tennis|golf|nba|nfl|world cup|marathon|runner|sneaker|trainers|running shoe|kit deal|formula 1|grand slam|wimbledon|quarterback|goal|league|swimmer|gymnast|sportswear|sneakerhead|cycling`,
    weak: `team|coach|game|match|player|season|win|race|final|club|score|sport|performance|jersey|sponsor|sponsorship|running|gold|victory|champion|stadium`,
  },
  CULTURE: {
    strong: `exhibition|museum|film|series|novel|television|magazine|gallery|retrospective|documentary|biopic|art fair|biennale|installation|curator|curated|art basel|book|archive|photography|photographer|heritage|history of|theatre|opera|ballet|sculpture|costume institute`,
    weak: `art|artist|music|culture|cultural|history|director|designer|architect|architecture|design|magazine|show|story|century|foundation|performance|festival|painting`,
  },
};
