"""Common given names of English-speaking and neighbouring countries, without those that are also words or places."""

_NAMES = """
aaron abdul abigail adam adele adrian agnes ahmed aisha alan alana albert alejandra alejandro alex alexander
alexandra alexis alfred ali alice alicia alison allison alyssa amanda amelia amina amir amy ana andrea andreas
andrew angela angelica anita anja anke ann anna anne annette annie anthony antonia antonio anya arjun arthur ashley
audrey barbara beatrice becky ben benjamin bernard beth bethany betty beverly bianca birgit bob bobby brandon brenda
brian bridget brigitte brittany bruce bryan caitlin cameron camilla carl carla carlos carmen carol carolina caroline
carolyn catherine cathy cecilia charles charlie charlotte chiara chloe chris christina christine christopher cindy
claire clara clare claudia colin connor craig cynthia daniel daniela danielle darren dave david debbie deborah
denise dennis derek diana diane diego dmitri dominic donald donna doris dorothy douglas duncan dylan eddie edith
edward eileen elaine eleanor elena eli elias elijah elisa elizabeth ella ellen ellie elsa emily emma eric erica erik
erin ernest esther ethan eva evan evelyn fatima felicity felix fernando fiona frances francesca francis francisco
franz fred frederick friedrich gabriel gabriela gareth gary geoff george gerald geraldine gina giovanni giulia
gordon graham greg gregory greta gretchen hannah hans harriet harry hassan heidi heinrich helen helena helga henry
hiroshi howard hugh hugo ian ibrahim ines ingrid irene isaac isabel isabella isabelle ivan jacob jacqueline jake
jakob james jamie jan jane janet janice jason javier jeff jeffrey jenna jennifer jenny jeremy jerry jesse jessica
jim jimmy joan joanna joanne joe joel johan johanna john johnny jonah jonathan jorge jose josef joseph josh joshua
joyce juan juanita judith judy julia julian julie juliet justin jürgen kaitlyn kamala karen karin karl kate
katharina katherine kathleen kathryn kathy katie katrin kayla keith kelly ken kenneth kevin khadija kim kimberly
klaus kristen kristin kurt kyle lara larissa larry laura lauren laurence lea leah lena leo leon leonard leslie liam
lidia linda lisa liz lorenzo lorna lorraine louis louisa louise lucas lucia lucy luis luisa lukas luke lydia lynn
madeleine madison maggie malcolm marcel marco marcus margaret maria marianne marie marilyn mario marion marta martha
martin martina mary mateo mathias matt matthew maureen maya megan mehmet melanie melissa mia michael michaela
michele michelle miguel mike mila miranda miriam mohamed mohammed molly monica monika morgan muhammad nadia nadine
naomi natalia natalie natasha nathan nathaniel neil nicholas nick nicola nicolas nicole nigel nikita nina noah noel
noor nora norma norman olga oliver olivia omar oscar otto owen pablo pamela patricia patrick paul paula pauline
pedro penelope peter petra philip philippa phoebe phyllis pierre priya rachel rafael raj ralph ramon raphael raymond
rebecca renate rhys ricardo richard rita robert roberta roberto roger roland ronald rosa rosalind rosemary roxanne
ruben rudolf russell ruth ryan sabine sabrina sally sam samantha samuel sandra sanjay sara sarah sasha scott sean
sebastian sergei shannon sharon sheila shirley silvia simon simone sofia sonia sonja sophia sophie stefan stefanie
stella stephanie stephen steve steven stuart susan susanna susanne suzanne sven sylvia tamara tanya tara ted terence
teresa terry theo theresa thomas tiffany tim timothy tina toby tom tomas tommy tony tracy trevor tristan tyler
ursula valentina valerie vanessa vera veronica victor vikram vincent vladimir walter wanda wayne wendy werner
wilhelm william wolfgang xavier yasmin yolanda yuki yusuf yvonne zachary zainab zoe
"""

GIVEN_NAMES = frozenset(_NAMES.split())
