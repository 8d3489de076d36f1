/**
 * Common given names of many countries, folded. After one of them a single-word brand is a surname ('Harrison Ford', 'Patrizia Gucci'),
 * and a brand that begins with one may be its founder in person.
 */
export const givenNames = new Set(
  `tory kanako lazaro thom tadashi haney dries demna nan ulla rejina roksanda molly batsheva ludovic guram levi santo aaliyah aaron abby abdul abel abigael abigail adam adelaide adele adriana agnes ahmed aidan aisha akira alan albert
  aldo alec alejandra alejandro alek aleksander alessandra alessandro alessia alex alexa alexander alexandra
  alexandre alexia alexis alfonso alfred alfredo ali alice alicia alicja alina aline alison allen allison alma alvaro
  alyssa amal amanda amelia amina amir amy ana anastasia anders andre andrea andreas andreea andrei andres andrew
  andrzej angel angela angelina angelo angus anita anja anke ann anna anne anneliese annette annie ansel anselm
  anthony antoine anton antonella antonia antonin antonino antonio anya apolline april ari ariana arianna ariel
  armand armando arnaud arne arnold arthur arturo asa ashley ashton astrid athena aubrey audrey augusta augusto
  aurelie aurora austin ava azzedine barack barbara barbra barry bart bartolomeo bastian beatrice beatrix beatriz
  becky belinda bella ben benedict benita benito benjamin benoit bernadette bernard bernardo bernd bernie bert
  bertrand bessie beth bettina betty bev beyonce bianca bill billie billy birgit bjorn blake bob bobby bonnie boris
  boyd brad brandon brenda brendan brett brian bridget bridgette brigitte britney britt brooke bruce bruno bryan
  byron caleb calvin cameron camila camille cara cardi carey carina carl carla carlo carlos carlotta carly carmela
  carmelo carmen carol carole carolin carolina caroline carolyn carrie carson cary casey casper cassandra cassie
  catalina cate caterina catherine cathy catrin cecilia cedric celeste celia cesar chad chadwick chantal charlene
  charles charlie charlize charlotte chelsea chelsie cher cheryl chester chiara chimamanda chloe chris christelle
  christian christina christine christophe christopher chuck ciara cillian cindy claire clara clarence clark claudia
  clemence clement cleo clint clive clyde coco cole colette colin colleen connor constance corinne cornelia cory
  cosima courtney craig cristian cristiano cristina cristobal curtis cynthia cyril cyrus dag dahlia daisuke daisy
  dakota damian damien dan dana dani daniel daniela danielle danilo danny daphne daria dario darren daryl dave david
  davide dawn dean debbie deborah debra delphine demetrius demi demna denise dennis denzel derek desmond devin devon
  diana diane diego dieter dietrich dimitri dina dino dirk dmitri dolores domenico dominic dominik dominique donald
  donatella donna donny dora doreen doris dorothea dorothy doug douglas drew dua duncan dustin dwayne dwight dylan
  earl ed eddie eddy edgar edie edith edmund edna edoardo eduardo edvard edward edwin eileen eleanor elena eleonora
  eli elias elijah elin elio elisa elisabeth elise elizabeth ella elle ellen ellie elliot elliott elodie elon elsa
  elsie elton elvira elvis emanuel emanuele emil emile emilia emilie emilio emily emma emmanuel emmanuelle enrico
  enrique enzo erdem eric erica erich erik erika erin ernest ernesto ernst errol esme esteban estelle esther ethan
  ettore eugene eugenia eugenie eva evan evangeline eve evelyn ewan ezra fabiana fabien fabio fabrice fabrizio fatima
  faye federica federico felicia felicity felipe felix femke ferdinand fernando fidel filippo fiona flavia flavio
  florence florian floyd forrest franca frances francesca francesco francine francis franco francois francoise frank
  frankie franz franziska fred freddie frederic frederick frederik frida friedrich fritz gabriel gabriela gabriele
  gabriella gael gail gareth garth gary gaston gavin gemma gene genevieve geoffrey george georgia georgina gerald
  gerard gerardo gerd gerhard german gerry gertrude ghislaine giacomo giada giambattista gianni gigi gilbert gilda
  giles gilles gina ginevra ginny giorgio giovanni gisele giulia giuliana giuliano giuseppe glen glenda glenn glenys
  gloria goldie gonzalo gordon grace graham grant greg gregory greta grigor grigory grover guccio guido guillaume
  guillermo gunther gus gustav gustavo guy gwen gwendolyn gwyneth haider hailey hal hamish hanna hannah hanne
  hannelore hans harald harley harold harper harriet harrison harry hassan hattie hayley hazel heather hector hedi
  hedy heidi heike heinrich heinz helen helena helga helmut henri henrik henrique henry herbert herman hermann hilary
  hilda hillary hiroshi holly horst howard howie hubert hugh hugo humphrey ian ibrahim ida ignacio igor ike ilaria
  ilse imelda imogen ines inga ingmar ingo ingrid inigo irene irina iris irma irving isaac isabeau isabel isabella
  isabelle isidore isla issey ivan ivana ivanka ivo jaap jack jackie jackson jacob jacqueline jacquelyn jacques jada
  jade jaden jaime jake jalen jamal james jamie jan jane janelle janet janice janine janis jared jarvis jasmine jason
  javier jay jayden jayne jean jeanne jeannie jed jeff jeffrey jenna jennifer jenny jens jenson jeremy jerome jerry
  jerzy jess jesse jessica jessie jill jim jimmy joachim joakim joan joanna joaquin jochen jodie joe joel joelle
  joerg johan johann johanna johannes john johnny jon jonah jonas jonathan jong joni jonny joost jordan jorge joris
  jose josef joseph josephine josh joshua josie juan judith judy juergen julia julian julie juliette julio julius jun
  junya jurgen justin justine kai kaia kamala kamila kanye karen karim karin karina karl karolin karolina kasia
  kasper kat katarina kate katharine katherine kathie kathleen kathrin kathryn kathy katie katja katy kay kayla keanu
  keiko keira keisha keith kelly kelvin ken kendall kendrick kenji kenneth kenny kent kerry kerstin kevin kevyn
  khadija khalid kiera kiki kiko kilian kim kimberly kirk kirsten kit klaus klay kris krista kristen kristian kristin
  kristina kristine krystal kunle kurt kyle kylie kyrie lana lara larry lars latoya laura laure laurel lauren
  laurence laurent lauretta lea lebron leigh lena lenny leo leon leonard leonardo leonora leopold leroy leslie lester
  letitia lewis lex lia liam liana lila lilian liliana lilly lily linda lindsay lionel lisa liv livia liz liza lizzie
  lloyd lois lola lorena lorenzo loretta lorraine lothar lou louis louisa louise luca lucas lucia luciana luciano
  lucie lucille lucinda lucio lucy ludwig luigi luis luisa luka lukas luke lupita luther lydia lynn mabel mackenzie
  madeleine madison mads mae magda maggie magnus mahmoud maisie malcolm malik mandy manfred manuel manuela mara marc
  marcel marcella marcello marcelo marcia marco marcus margaret margarita margaux margherita margot margret
  marguerite maria mariah mariana marianne mariano maribel marie marilyn marina mario marion marisa marissa marit
  marjorie mark marlene marlon marta martha martin martina martine marvin mary massimo mathias mathieu mathilde
  matilda matt matteo matthew matthias matthieu maud maureen maurice maurizio mauro max maxime maximilian maxine maya
  megan meghan megyn mehmet mel melania melanie melinda melissa melvin mercedes meredith merle meryl mette mia micah
  michael michel michele michelle mick mickey miguel mikael mike mikhail mila milan milena miley milla millie milo
  milton mindy minnie miranda mischa misha mitch mitchell miucca miuccia mohamed moira molly mona monica monika
  monique monroe montgomery mordechai morgan moritz morten muhammad muriel myles myra myriam nadia naima nancy
  nandita nanette naoko naomi narciso natalia natalie natasha nate nathalie nathan nathaniel neal ned neil nell
  nellie nelly nelson nensi nestor nettie niall nicholas nick nicki nico nicola nicolas nicole nicoletta nicolo niels
  nigel nigella nigo niki nikita nikki nikola nikolai niles nils nina nino noah noel noemi nolan noor nora norbert
  noreen norma norman octavia odette olaf oleg olga oliver olivia oliviero omar oprah oriana orlando orson oscar
  oskar osman oswald otis ottavio otto owen pablo paddy padma paige paloma pam pamela paola paolina paolo paris
  parker pascal pat patricia patrick patrizia patti pattie patty paul paula paulina pauline paulo payton pedro peggy
  penelope penny percy perry peter petra pharrell phil philip philippe phoebe pia pierce piero pierpaolo pierre
  pietro pilar piotr piper polly porter preston priya priyanka prudence quentin quincy rachel raf rafael rafaela
  raffaele rainer raj ralf ralph ramon ramona randall randy raoul raphael raquel raul ravi ray raymond reba rebecca
  reese regina reginald rei reinhard reinhold remy renata renate renato rene renee renzo rex rhonda ricardo riccardo
  richard rick ricky rihanna riley rita rob robbie robert roberta roberto robin rocco rod roderick rodney rodolfo
  rodrigo roger roisin roland rolando rolf romain roman romeo romy ron ronald ronan ronnie rory rosa rosalia rosalie
  rosalind rosanna rose roseanne rosemary rosie rosita ross roxanne roy ruby rudi rudolf rudolph rufus rupaul rupert
  russ russell rusty ruth ruud ryan sabrina sacha sachin sadie saeed saga sal sally salma salvador salvatore sam
  samantha sammy samuel sandra sandro sandy sanjay santiago sara sarah sasha satoshi saul scarlet scarlett scott sean
  sebastian sebastien selena selma serena serge sergei sergio seth seymour shane shania shannon shari sharon shaun
  shawn sheena sheila shelby sheldon shelley sheryl shinzo shirley sidney siegfried sienna sigmund sigrid silas silke
  silvana silvia silvio simon simona simone simonetta sinead siobhan sissy skylar snezana sofia sofie solange sonia
  sonja sonny sophia sophie soren spike stacey stacy stan stanley stefan stefania stefanie stefano steffi stella
  stephan stephane stephanie stephen stephon steve steven stig stuart sue suki suleiman susan susanna susanne suzanna
  suzanne suzy sven svetlana sybil sydney sylvester sylvia sylvie tabitha takashi tamara tammy tania tanya tara
  tatiana tatum taylor ted teddy telly teo terence teresa terrence terri terry thea thelma thelonious theo theodora
  theodore theresa thibaut thierry thomas thorsten tia tiago tiffany tilda tilly tim timmy timothee timothy tina tito
  tobias toby todd tom tomas tomaso tommaso tommy toni tony tonya tori tracy travis trevor trey tricia trina trish
  trisha trudy tucker twyla tyler tyra tyrone tyson ugo ulrich ulrike ulysses uma umberto ursula valentin valentina
  valeria valerie valerio valery vanessa vanna vaughn velma vera verena vernon veronica vic vicki vicky victor
  victoria vidal viggo vijay vikram viktor vilma vin vincent vincenza vincenzo viola violet virgil virgilio virginia
  virginie vito vittoria vittorio vivian vivien vivienne vladimir volker wallace wally walter wanda warren wayne
  wendy wes wesley whitney whoopi wilbur wiley wilfred wilhelm will willa willem william willie willow wilma wim
  winnie winona winston wolfgang woody wyatt xander xavi xavier xi yael yan yannick yasmin yayoi yohji yoko yolanda
  yonit yoon yuki yuri yusuf yves yvette yvonne zac zach zachary zadie zaha zara zelda zendaya zhang ziggy zinedine
  zion zoe zora zuzana`.split(/\s+/),
);

/** Given names that are also a place, a month or an adverb: 'In Paris Gucci opened' speaks of no Paris Gucci. */
export const givenNamesOfPlaces = new Set(
  'april august austin brooklyn carolina charlotte chelsea dakota florence georgia jordan june madison milan paris sydney victoria virginia will'.split(
    ' ',
  ),
);

/** Clear names of brands that children are given too: 'Dior Johnson', 'Armani Bacot'. */
export const brandsAsGivenNames = new Set(
  'armani chanel dior gucci kenzo lacoste mercedes prada zara'.split(' '),
);

/** Words before a surname, where products have none: a 'Lady Dior' is a bag. */
export const personTitles = new Set(
  `mr mrs ms sir dame dr prof professor president senator sen rep governor gov judge justice pope minister chancellor secretary
  mayor congressman congresswoman captain capt sgt sergeant general gen col colonel lt detective officer signora signor
  monsieur madame herr frau senor senora quarterback striker midfielder goalkeeper sprinter swimmer`.split(
    /\s+/,
  ),
);

/** What people are and labels are not, after a comma: 'Tom Ford, the designer,'. */
export const personNouns = new Set(
  `designer founder actor actress singer model rapper musician artist author photographer athlete player swimmer runner
  sprinter skater gymnast golfer boxer coach politician lawyer shoemaker dressmaker couturier tailor mother father son daughter
  husband wife widow widower brother sister dancer writer director chef heir heiress comedian`.split(/\s+/),
);

/** Verbs and phrases that people are the subject of and labels hardly ever, folded, in the forms of a report. */
export const personVerbs = new Set(
  `said says told tells wore wears stepped attended arrived walked posed posted admitted recalled recalls explains explained married
  died born laughs laughed smiled starred stars sang sings spotted divorced dated dating joked confessed thinks thought spoke speaks
  grew thanked committed scored sat sits slept woke cried wept kissed lived lives retired studied
  jr sr who herself himself aged`.split(/\s+/),
);

/** Verbs that labels of all kinds are never the subject of. */
export const lifeVerbs = new Set(
  `grew apologised apologized apologises met meets begged pleaded testified retired studied lived lives laughed smiled waved bowed
  born died dies married divorced sang starred aged herself himself wept cried slept kissed`.split(/\s+/),
);

/** What a person is called by after their name. */
export const personPronouns = new Set('he she him her his i herself himself'.split(' '));

/** What people have and labels have not, after "'s". */
export const kinOfPerson = new Set(
  `father mother wife husband son daughter brother sister partner boyfriend girlfriend children childhood death birthday memoir
  funeral widow parents family`.split(/\s+/),
);
