import type { Topic } from '../../../model/report.ts';

/** A topic that is told by its words; OTHER is what none of them tells. */
export type NamedTopic = Exclude<Topic, 'OTHER'>;

/**
 * Words and pairs of words that tell a topic, folded: `strong` ones hardly belong to another topic, `weak` ones lean to
 * it. A noun stands in the singular and counts in the plural too; a verb with a star counts in all its regular forms:
 * 'acquire*' is 'acquires', 'acquired' and 'acquiring' as well. In English.
 */
export const topicTerms: Record<NamedTopic, { strong: string; weak: string }> = {
  COLLECTIONS: {
    strong: `collection|runway|catwalk|fashion week|lookbook|haute couture|couture|ready to|pre fall|resort collection|cruise collection
      |silhouette|hemline|tailoring|front row|capsule|menswear|womenswear|debut collection|spring summer|autumn winter|fall winter
      |knitwear|outerwear|street style|trend|couturier|pleat|ruffle|drape*|swathe*|neckline|bias cut|deconstructed|brocade|tulle
      |chiffon|sequin|fashion show|cropped|oversized|shoulder pad|new season|it bag|ballgown|ball gown`,
    weak: `show|look|gown|dress|coat|skirt|trouser|fabric|embroidery|model|designer|season|atelier|print|styling|wardrobe|outfit|boot
      |heel|handbag|bag|shoe|wear|denim|jacket|suit|leather|spring|fall|style|vintage|autumn|winter|summer|lace|silk|velvet|wool
      |tweed|cashmere|satin|linen|knit|cardigan|jumper|sweater|blazer|trench|parka|shirt|blouse|jean|kilt|cape|clutch|tote|purse
      |loafer|sandal|slipper|pump|scarf|glove|hat|belt|sleeve|collar|hem|waist|button|stitch|embroidered|quilted|checked|striped
      |floral|colour|color|palette|shade|volume|presentation|showed|presented|present*|garment|clothe|piece|accessory|flannel`,
  },
  BUSINESS: {
    strong: `revenue|earning|agrees to|to buy|buyout|sell off|insolvency|administration|half year|full year|margin|quarter|profit
      |shareholder|ipo|acquisition|acquire*|merger|merge*|takeover|stake|investor|operating margin|like for|net income|forecast
      |guidance|valuation|private equity|bankruptcy|chapter 11|restructuring|restructure*|layoff|dividend|analyst|stock|turnover
      |fiscal year|fiscal|supply chain|tariff|net sale|comparable sale|same store|profit warning|cost cutting|job cut|headcount
      |redundancy|workforce|balance sheet|cash flow|credit rating|refinance*|creditor|lender|write down|stock exchange|stock market
      |bourse|conglomerate|market share|currency effect|buyer for|a buyer|cut job|raise price|price rise|price increase|sale rose
      |sale fell|sale grew|sale growth|go public|bidder|bid for|valued at|venture capital|seed round|funding round|quarterly
      |spun off|spin off|divest*|purchase of|exchange rate|job loss`,
    weak: `sale|share|billion|million|percent|per cent|growth|market|company|group|ceo|investment|bank|cost|debt|price|demand|inventory
      |inflation|consumer|strategy|licence|license|export|import|owner|deal|funding|buy|buys|bought|firm|business|economy|economic
      |trade|loss|job|fund|banker|spending|spend|order|discount|markdown|outlook|slump*|slowdown|recovery|turnaround|downturn
      |recession|currency|dollar|euro|pound|yen|yuan|expense|saving|save|cut|beat|estimate|expectation|performance|report*|earn*
      |rise|rose|fell|grew|slid|sank|drop*|jump*|soar*|tumble*|decline*|shrank|shrink|gain*|lift*|widen*|double*|expensive|supplier
      |industry|sector|rival|subsidiary|parent|portfolio|budget|tax|worth|purchase|sell|seller|sold|bid|offer|talks|dear`,
  },
  PEOPLE: {
    strong: `appointed|appoint*|promote*|creative lead|creative chief|steps back|step down|takes over|to lead|names|to leave|interim
      |head of|appointment|steps down|stepping down|stepped down|successor|succeed*|named creative|new creative|creative director
      |artistic director|chief executive|chief marketing|resign*|hire*|joins|departure|departs|exit|obituary|dies|died|retire*
      |retirement|tenure|poach*|new chief|new boss|next boss|new ceo|its boss|new designer|its designer|new head|chief financial
      |chief operating|managing director|resignation|reshuffle|report to|reports to|hands over|take over|took over|took charge
      |takes charge|the helm|walks out|walked out|quit|quits|moves to|move to|sacked|sack*|ousted|oust*|leaves
      |joined from|comes from|mourn*|funeral|tribute|farewell|memoir|portrait|profile|interview|in conversation|career|who is
      |half century|apprentice|apprenticed|protege|mentor|heir|named as|named chief`,
    weak: `ceo|president|director|role|position|executive|officer|board|chair|chairman|chairwoman|founder|co founder|leave|lead|replace*
      |join|head|boss|chief|manager|editor|designer|start|begin*|predecessor|post|job|team|staff|leadership|veteran|born|childhood
      |daughter|son|life|remember*|taught|craftsman|craftswoman|seamstress|embroiderer|tailor|born in|her first|his first|years at
      |years old|aged|says she|says he|grew up|studio`,
  },
  CELEBRITY: {
    strong: `red carpet|met gala|best dressed|new face|face of|awards night|film festival|singer|prince|princess|premiere|oscar|grammy
      |cannes|actress|actor|paparazzi|royal|duchess|duke of|celebrity|kardashian|rihanna|beyonce|k pop|idol|stepped out
      |golden globe|emmy|baftas|bafta|brit award|influencer|wedding dress|ambassador|bride|pop star|film star|movie star|superstar
      |heartthrob|rapper|girl group|boy band|bridegroom|star of|the star|stars who|hollywood|bollywood|tiktoker|youtuber|supermodel
      |it girl|brand ambassador|global ambassador|screening|billboard|a lister|date night|socialite|carpet`,
    weak: `star|wore|stylist|wearing|gown|outfit|look|film|netflix|instagram|wedding|model|spotted|tour|campaign|fan|series|queen|king
      |street style|concert|stage|album|music|award|gala|follower|tiktok|famous|fame|guest|party|host|pose|poses|posed|arrive*
      |dress*|internet|viral|selfie|photo|couple|husband|wife|baby|pregnant|birthday|nominee|winner|honeymoon|vogue|cover|video
      |shoot|post*`,
  },
  RETAIL: {
    strong: `flagship|store opening|opens store|new store|new shop|boutique|department store|pop up|shopping mall|shopping centre
      |shopping center|mall|retailer|e commerce|ecommerce|marketplace|shop window|footfall|concession|square feet|square metre
      |square foot|franchise|online store|outlet|travel retail|duty free|high street|resale|rental|black friday|omnichannel
      |checkout|storefront|shopkeeper|shop floor|shopfront|first store|first shop|opens shop|open shop|close store|store closure
      |closing store|its doors|its shelves|grand opening|supermarket|chemist|drugstore|landlord|shopping street|cyber monday
      |boxing day|click and|delivery|deliver*|parcel|return policy|web shop|webshop|online shop|online shopping|shopping app
      |self service|shop assistant|fitting room|changing room|personal shopper|window display|retail|loyalty scheme|stockist
      |livestream shopping|oxford street|fifth avenue|ground floor|rent out|rents out`,
    weak: `store|shop|opening|open|opens|opened|shopper|shopping|customer|online|city|street|location|floor|expansion|wholesale|website
      |web|site|app|consumer|square|shelf|counter|basket|cart|warehouse|branch|chain|door|avenue|airport|station|district
      |neighbourhood|centre|refurbish*|renovate*|storey|corner|cafe|restaurant|pay|payment|discount|seller|sell|stock|supplier
      |goods|close*|shut|shuts|quarter|merchandise|display|assistant|space|department|opens in|to open|comes to|rent|queue*|till`,
  },
  SUSTAINABILITY: {
    strong: `sustainability|sustainable|fast fashion|garment worker|environmental|second life|compost*|plastic|organic|exploitation|carbon
      |emission|recycle*|recyclable|circular|circularity|upcycle*|climate|organic cotton|deforestation|microplastic|greenwashing
      |biodegradable|regenerative|traceability|textile waste|living wage|minimum wage|forced labour|forced labor|child labour
      |child labor|net zero|landfill|esg|fur free|durable|ultra fast|eco friendly|lower impact|low impact|second hand|secondhand
      |pre owned|deadstock|dead stock|offcut|waste|pollute*|pollution|mend*|repair*|refill*|refillable|reuse*|reusable
      |overproduction|unsold|animal welfare|cruelty free|vegan|plant based|bio based|mycelium|algae|sweatshop|trade union
      |working condition|labour right|labor right|human right|factory fire|biodiversity|greenhouse|renewable|solar|fossil|viscose
      |take back|carbon neutral|supply chain|due diligence|raw material|shredded|discarded|thrown away|throw away|the planet
      |pesticide|chemical|bangladesh|xinjiang|global warming`,
    weak: `environment|ethical|fibre|fiber|water|impact|material|green|responsible|worker|factory|supplier|wage|footprint|cotton
      |energy|transparency|wool|yarn|spun|old|worn|nature|forest|river|tree|animal|fur|feather|hide|mill|dye|sort|sorted|collect*
      |producer|production|paid|union|condition|village|farmer|farm|soil|certified|certificate|target|desert|returned|returns
      |leftover|scrap|clothe|garment|fashion industry|made of|made from`,
  },
  COLLABORATIONS: {
    strong: `collaboration|collab|x|co design|capsule with|unite|collaborate*|teams up|team up|teamed up|joins forces|join forces
      |partners with|partnership|co branded|capsule collection|limited edition|co created|crossover|guest designer|together with
      |made with|created with|designed with|developed with|joint|jointly|tie up|link up|links up|hook up|invites|joined forces
      |team with|teams with|meets|reunite*|designs for|design for|signature line|drawn by|edition by|line with|series with
      |range with|back together|work with|works with|worked with`,
    weak: `partner|drop|together|capsule|artist|exclusive|partnered|launch|edition|project|team|ceramicist|painter|illustrator|potter
      |sculptor|architect|outing|special|limited|reinterpret*|reimagine*|rework*|co|guest|motif|logo|musician|label`,
  },
  BEAUTY: {
    strong: `beauty|fragrance|hair|scent|lip tint|eyeliner|facial|spa|perfume*|perfumer|perfumery|skincare|skin care|makeup|make up
      |cosmetic|lipstick|mascara|foundation|serum|moisturiser|moisturizer|eau de|parfum|haircare|nail polish|eyeshadow|concealer
      |sunscreen|spf|shampoo|manicure|blush|dermatologist|hairstylist|hairdresser|hairstyle|barber|haircut|retinol|hyaluronic
      |niacinamide|collagen|cream|lotion|balm|lip|complexion|wrinkle|anti ageing|anti aging|acne|pore|cleanser|toner|exfoliate*
      |botox|filler|eyebrow|eyelash|lash|brow|nail|hair dye|cologne|aftershave|deodorant|soap|bath oil|body wash|sillage|bergamot
      |vetiver|patchouli|jasmine|tuberose|musk|oud|top note|base note`,
    weak: `skin|face|glow|salon|wellness|ingredient|shade|formula|bottle|note|routine|nose|smell|gloss|matte|powder|mouth|cheek|mask
      |brush|bottled|atomiser|cruelty free|treatment|clinic|hydrate*|sensitive|vanilla|amber|cedar|sandalwood|blend*|iris|bob
      |fringe|eyes`,
  },
  WATCHES_AND_JEWELLERY: {
    strong: `watch|watchmaker|watchmaking|wristwatch|timepiece|chronograph|tourbillon|jewellery|jewelry|jewel|jeweller|jeweler
      |high jewellery|high jewelry|diamond|necklace|bracelet|earring|engagement ring|gemstone|emerald|sapphire|ruby|carat|horology
      |swiss watch|pendant|brooch|dial|tiara|cufflink|bezel|minute repeater|perpetual calendar|power reserve|wedding ring
      |wedding band|signet|solitaire|gem|moissanite|lab grown|goldsmith|silversmith|hallmark|diver watch|pocket watch|smartwatch
      |wrist|watch fair|geneva|place vendome|opal|topaz|amethyst|turquoise|choker|anklet|charm bracelet|horological`,
    weak: `ring|gold|stone|movement|calibre|caliber|steel|pearl|platinum|swiss|auction|case|strap|silver|collector|complication|clasp
      |lug|crown|diver|oval|setting|waiting list|limited|charm|chain|bead|crystal|enamel|heirloom|titanium|ceramic|switzerland`,
  },
  LEGAL: {
    strong: `lawsuit|court|fines|fine|jury|trademark|customs|seize*|legal action|ruling|ban|bans|banned|regulation|judge|infringement
      |infringe*|sue*|suing|plaintiff|defendant|copyright|counterfeit|counterfeiter|settlement|antitrust|regulator|fined|patent
      |attorney|prosecutor|prosecute*|verdict|appeal|tribunal|litigation|alleging|allege*|trial|filed suit|injunction|investigation
      |class action|tax evasion|watchdog|competition authority|european commission|lawmaker|legislation|bill|decree|by law|new law
      |a law|the law|high court|supreme court|appeal court|court case|law firm|lawyer|solicitor|barrister|liable|liability|lawfully
      |unlawful|illegal|illegally|guilty|convict*|acquit*|sentence*|arrest*|raid*|smuggle*|fraud|embezzle*|money laundering|fake
      |forgery|knock off|copycat|plagiarism|data protection|gdpr|tax inspector|tax authority|harassment|misconduct|settles|contest*
      |probe|brussels|levy|testify*|testified|allegation|accuse*|breach*`,
    weak: `law|legal|claim|complaint|rule|ruled|filing|dispute|commission|evidence|case|damages|eu|investigate*|court hearing|hearing
      |protect*|right|licence|mark|copy|copying|copied|proof|approve*|approval|competition|authority|minister|government|federation
      |committee|agency|advertise*|mislead*|misleading|penalty|penalise*|tax|search*|suspect*|victim`,
  },
  SPORT: {
    strong: `olympic|olympian|paralympic|kit|jersey|running shoe|racing shoe|racing|sneaker|air jordan|super shoe|racket|relay|coach of
      |head coach|medal|athlete|championship|champion|tournament|football|footballer|soccer|basketball|tennis|golf|nba|nfl|wnba
      |fifa|uefa|world cup|marathon|half marathon|runner|trainers|trainer|kit deal|formula 1|grand slam|wimbledon|quarterback|goal
      |league|swimmer|gymnast|gymnastics|sportswear|sneakerhead|cycling|cyclist|sportsman|sportswoman|premier league|rugby|cricket
      |pickleball|yoga|gym|workout|activewear|athleisure|winter games|summer games|the games|team usa|ski|skier|skiing|snowboard
      |surf|surfer|surfing|skate|skateboard|skateboarder|climber|climbing|hike*|hiking|trail running|boxer|boxing|striker
      |midfielder|defender|finish line|stopwatch|superbowl|super bowl|personal best|sprint|sprinter|cleat|football boot
      |football shirt|football club|midfield|spike`,
    weak: `team|coach|game|match|player|season|win|wins|won|race|final|club|score*|sport|sporting|performance|sponsor*|sponsorship
      |running|gold|victory|stadium|run|track|field|ball|court|pace|leggings|legging|sole|foam|plate|lace|fan|olympics|boot|shoe
      |train|training|fitness|outdoor|mountain|slip on|sprinted`,
  },
  CULTURE: {
    strong: `exhibition|exhibit*|museum|film|novel|television|magazine|gallery|retrospective|documentary|biopic|art fair|biennale
      |installation|curator|curate*|art basel|book|archive|photography|photographer|heritage|history of|theatre|opera|ballet
      |sculpture|costume institute|costume|costume design|historian|biography|biographer|on view|on display|a century|surrealist
      |surrealism|impressionist|art deco|art nouveau|pop art|art collector|art collection|his art|her art|the met|v&a|louvre
      |guggenheim|tate|moma|netflix|hbo|podcast|screenplay|filmmaker|film director|memoir|publisher|published by|new edition
      |playwright|poet|poem|poetry|auction house|architecture|palazzo|monument|orchestra|choreographer|dancer|dance|musical
      |opening night|the painter|drawing|sketchbook`,
    weak: `art|artist|music|culture|cultural|history|historical|director|designer|architect|design|show|story|century|foundation
      |performance|festival|painting|painter|palace|chapter|series|episode|writer|author|written|print*|library|manual|ancient
      |age|origin|tradition|traditional|born|years ago|portrait|scene|stage|screen|studio|decade|forgotten`,
  },
};
