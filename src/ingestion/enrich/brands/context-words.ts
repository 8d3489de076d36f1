/**
 * Words whose presence says that a text is about fashion, folded and in the singular. Two points: hardly ever used
 * of anything else. One point: common in fashion and in shops, and elsewhere too.
 */
const telling =
  `vetement vetements dentelle tailleurs soie cachemire bijoutier joaillier joailliers horloger horlogerie montre montres
  maroquinier luxe styliste stylistes lusso tessuto tessuti lana seta maglia maglieria pelletteria calzature orologi griffe
  sartoriale gioielleria pantalone cappotti giacche lujo ropa prendas seda vestidas zapateria bisuteria relojeria anzug anzuge
  luxus seide wolle hemden stiefeln kollektionen textilhandler modehandler uhrenhersteller schmuckhersteller crewneck rollneck
  henley slipdress maxidress sari saree kurta lehenga abaya hijab kimono kilt sarong poncho shawl pashmina dungarees playsuit
  camisole corsetry hosiery bermudas jodhpurs mitten beret fedora bonnet waistcoat peacoat windcheater shacket leotard unitard
  catsuit wellies wellington plimsoll sneakerheads slipper rucksack satchel holdall bumbag brooch choker anklet bangle tiara
  wristwear bezel wristband earcuff hoop poplin gabardine chambray flannel jacquard brocade organza lace velour viscose lycra
  spandex polyester calfskin lambskin nubuck mohair alpaca angora denimwear pinstripe pyjama pajama nightdress nightgown
  lipgloss bronzer conditioner deodorant manicure pedicure blush loungewear knitters selvedge sweatpants joggers topcoat
  mackintosh duffel windbreaker overshirt bomber ruffle frill peplum neckline waistband jewelled rhinestone modelling
  childrenswear kidswear athleticwear shapewear hosier milliner millinery cobbler seamstress tailoress sneakermaker shoemaker
  minaudiere wristwatches perfumer perfumery parfumeur maquillage pantalon pantalons bottes cuir maille lunette manteaux
  vestito vestiti pantaloni camicia gonne stivali pelle gioiello orologio profumo pantalones botas cuero reloj joyas zapatilla
  zapatillas mochila hemd schuh stiefel leder schmuckstuck kleidung bekleidung vest fleece anorak gilet jumper scarves serum
  shampoo moisturiser moisturizer eyeliner concealer cleanser cologne blusher sunscreen haircare toner trainers cleat spike
  pendant jewel stiletto minibag wallet belt beanie tracksuit overcoat raincoat blouson culottes corduroy khakis lacework
  lingerie bikini swimsuit bodysuit accessory accessories apparel atelier ballerina beauty birkin blazer blouse boutique bracelet
  bralette brogue bustier caftan cardigan cashmere catwalk chiffon chronograph coat collection corset cosmetic couture
  couturier creative-director crochet cufflink culotte denim designer dress dressmaker earring embroidery espadrille eyeshadow
  eyewear fashion fashionista faux-fur fragrance garment gown handbag haute hemline hoodie houndstooth jacket jean jersey
  jeweller jewelry jewellery jumpsuit kaftan knit knitwear lapel leather leggings lipstick loafer lookbook luxury mascara
  menswear merino midi minidress miniskirt moccasin monogram necklace nylon outerwear outfit parka perfume petticoat plaid
  pleat pret pullover pump puffer purse ready-to-wear resort runway sandal satin scarf sequin shearling shoe showroom
  silhouette silk skincare skirt slingback sneaker sock streetwear stylist suede suit sunglasses sweater sweatshirt swimwear
  tailoring textile tote trainer trench trouser tulle tunic turtleneck tuxedo tweed underwear velvet wardrobe watch watchmaker
  womenswear workwear wristwatch activewear athleisure sportswear footwear maison clog boot heel mule bag clutch crossbody
  backpack defile createur createurs couturiere sac robe chaussure parfum joaillerie maroquinerie mode sfilata stilista borsa
  collezione moda gioielli desfile coleccion bolso vestido zapato joyeria disenador kollektion tasche schmuck uhren kleid
  schuhe designerin defiler veste manteau jupe chemise creatrice escarpin bijou bijoux lunettes pret-a-porter vestiaire abito
  abiti giacca scarpa scarpe borse cappotto gonna sartoria passerella vestidos chaqueta abrigo zapatos bolsos falda camisa
  pasarela disenadora mantel jacke hose hosen taschen kleider modemarke modehaus modekonzern modekette modeschopfer laufsteg
  turnschuhe slip-on hood tights`.split(/\s+/);

const suggesting =
  `enseigne laine coton lino cotone sfila sfilano tejidos algodon leinen baumwolle aktie umsatze filiale kaufhaus warenhaus lip
  lips powder soap rouge cosmetician balms puff hat glove tie apron smock fur linen wool woollen hemp lug heelless upper balm
  gloss lotion cream gel palette luggage suitcase ring watchmaking watches dial strap crystal gemstone pearl karat carat
  beading embroider weave weaving woven yarn mill dye dyed wholesaler wholesalers retailing storefront stockist stockists
  markdown discount discounts discounted mannequin counter concession concessions loyalty shopfront till customer customers
  licensee licensor stockroom assortment ranges oversized cropped tailored pleated ribbed belted padded fitted collared
  monogrammed resale reseller secondhand thrift collector collectible restock collab moodboard trademark counterfeit
  counterfeits knockoff knockoffs merchandising merchandiser stylish chic backstage modelled frow umsatz handler geschaft
  ventes vendite ventas boutiquen ricavi fatturato bought buy buys sell sells selling seller bestseller diamond gold-plated
  wholesale inventory consumer demand ipo margin stake takeover creditor administration garments apparels tailor nail
  foundation lash brow skin hair makeup make-up cosmetics accessorised accessorized aw bankruptcy boutiques brand button
  buttons capsule chain clothes clothing collar conglomerate cotton craftsmanship dressed e-commerce embroidered filialen
  fitting flagship footwear-maker franchise fw garb hems jewels knitted label laden lineup lookbook magasin magasins mall
  midsole negozi negozio outlet outsole pant quilted rack retail retailer revenue sale sales shirt shop shopper shoppers
  shopping shorts sizing sleeve sleeves sneakerhead sole ss stitched stitching store streetwear styled styling sustainable tee
  tienda tiendas turnover vintage wear wearing wore worn zipper`.split(/\s+/);

/** Words that stand in any news: of all of them around a name only one counts. */
const commonWords = new Set(
  `pattern lining size shade texture sample order orders pocket zip toe waist outsize budget shelf shelves guidance forecast
  turnaround franchisee bestselling waitlist director acquisition advertising ambassador archive artisan autumn bow buyer
  campaign carpet celebrity ceo collaborate collaboration color colour craft cut debut department-store design drop earnings
  edit editor editorial elegant exhibition fabric fall fit front-row gala glamour heritage house iconic influencer item launch
  licence license line logo look material merchandise model muse online pair photographed piece pop-up premiere price print
  product quarter seam season shareholder show signature sold-out spring style subsidiary summer tag top trend winter`.split(
    /\s+/,
  ),
);

/** Points of evidence for fashion by folded word, with the plurals of all: looking up one word must be quick. */
const fashionPoints = withPlurals(
  new Map<string, number>([
    ...[...suggesting, ...commonWords].map((word): [string, number] => [word, 1]),
    ...telling.map((word): [string, number] => [word, 2]),
  ]),
);
const commonForms = new Set([...commonWords].flatMap((word) => [word, `${word}s`]));

function withPlurals(points: Map<string, number>): Map<string, number> {
  const forms = new Map(points);
  for (const ending of ['s', 'es'])
    for (const [word, value] of points) if (!forms.has(word + ending)) forms.set(word + ending, value);
  return forms;
}

/** Whether a word with a point of evidence stands in news of every kind too. */
export function isCommonWord(folded: string): boolean {
  return commonForms.has(folded);
}

/** Points of evidence that a word gives for fashion: 0, 1 or 2; plurals count as their singular. */
export function fashionPointsOf(folded: string): number {
  return fashionPoints.get(folded) ?? 0;
}

/** Things that are worn or carried, and scents, folded: right after a name they say whose they are. Singular. */
const garments = new Set(
  `balm gloss lotion blush bronzer highlighter soap conditioner crewneck rollneck henley slipdress maxidress sari kurta lehenga
  abaya kimono kilt sarong poncho shawl pashmina dungarees overall playsuit romper camisole corset corsetry hosiery tights
  mitten glove hat beret fedora bonnet headband visor waistcoat peacoat windcheater shacket leotard unitard catsuit wetsuit
  wellies wellington plimsoll slipper oxford rucksack satchel holdall duffel brooch choker anklet bangle tiara pendant
  jewellery jewelry jewels pyjama pajama nightdress robe apron blouson joggers sweatpants menswear womenswear sportswear
  footwear eyewear outerwear activewear loungewear swimwear streetwear eyeshadow eyeliner concealer moisturiser moisturizer
  cleanser sunscreen shampoo lipgloss cologne chronograph wristwatch separates tailoring minibag cufflink monogram knit cleat
  spike culotte bootie wedge bag handbag birkin tote clutch purse backpack crossbody jean denim jacket coat dress gown skirt blouse
  shirt sweater hoodie sweatshirt t-shirt tee sneaker boot loafer sandal heel pump mule clog flat slip-on slip legging suit
  trench scarf belt wallet sunglasses knitwear blazer trouser pant short sock underwear bra bralette lingerie swimsuit bikini
  perfume fragrance lipstick cardigan pullover parka puffer raincoat jumpsuit bodysuit tuxedo turtleneck tank shoe watch ring
  necklace bracelet earring cap beanie tracksuit jersey windbreaker chino khaki overshirt vest fleece anorak gilet jumper
  scarves trainer top polo sunglass glasses serum mascara minidress slingback stiletto ballerina espadrille moccasin brogue
  cashmere overcoat bomber cape kaftan`.split(/\s+/),
);

/** Whether a word is a thing worn or carried, in the singular or plural. */
export function isGarment(folded: string): boolean {
  return (
    garments.has(folded) ||
    (folded.endsWith('s') && (garments.has(folded.slice(0, -1)) || garments.has(folded.slice(0, -2))))
  );
}

/** Capitalised words that follow or precede a label without making it part of a longer name: 'Coach Outlet', 'Gap Inc'. */
export const labelNouns = new Set(
  `spring summer fall autumn winter resort cruise prefall pre men mens women womens man woman home beauty kids couture store
  stores flagship group inc ltd corp co sa spa ag plc holdings creative artistic ceo chief designer x by and collection
  handbag bag bags boots shoes dress sneaker sneakers jeans jacket coat watch watches eyewear parfums fragrance fashion show
  runway originals sport sportswear vintage archive outlet japan china usa uk france italy america europe asia 2019 2020 2021
  2022 2023 2024 2025 2026 2027 2028`.split(/\s+/),
);

/** What stands between a label and a garment: 'Salomon trail shoes', 'Theory wool trousers'. */
export const garmentModifiers = new Set(
  `gold silver diamond pearl patent washed waxed padded fleece lambswool merino alpaca mohair shearling fur faux lace mesh jersey
  flannel corduroy poplin straight wide slim skinny flared waisted waist leg sleeved sleeveless collared belted tailored
  pleated ribbed printed striped checked floral embroidered monogram quilt waterproof insulated track gym yoga football soccer
  golf cycling training walking school work dress cargo bomber biker trucker flight field dive diving chunky yellow orange
  purple burgundy cream khaki olive ivory tan two piece limited edition signature classic reversible recycled organic vegan
  phone laptop lip hand face hair eye bath body shower baby men women children kids trail running rain leather wool woollen
  cotton silk denim linen suede skate ski snow hiking tennis basketball white black red blue green brown pink grey gray beige
  navy camel vintage old new mini midi maxi long short oversized cropped quilted down puffer knit knitted crew neck hooded zip
  high low platform canvas nylon satin velvet tweed shoulder crossbody bucket tote evening wedding swim`.split(
    /\s+/,
  ),
);
