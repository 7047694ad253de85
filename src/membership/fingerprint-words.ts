/** 256 short words that sound unlike each other; the order is part of the format. */
export const FINGERPRINT_WORDS: readonly string[] = `
acorn album alley amber anchor angel apple apron arrow autumn bacon badge bagel baker balcony bamboo banana banjo
barley basket beach beaver bench berry bicycle bishop biscuit blanket blossom bonfire bottle bowl branch bread bridge broom
bucket buffalo butter button cabbage cactus camel camera candle canoe canyon captain carpet carrot castle cellar chalk cheese cherry
chess chimney circus clock cloud clover cobra coconut comet compass copper coral cotton cousin crayon cricket crown cuckoo
curtain daisy dancer desert diamond dinner dolphin donkey dragon drawer drum eagle echo elbow elephant engine envelope
evening falcon farmer feather fiddle finger flamingo flour forest fountain fox garden garlic ginger giraffe glove goat
goblin gold gorilla grape gravel guitar hammer harbor harvest hazel helmet hippo honey horizon hotel hunter igloo
insect island ivory jacket jaguar jelly jewel jigsaw journal jungle kangaroo kettle kitchen kitten ladder lantern lemon
leopard library lizard lobster lunch magnet mango maple marble market meadow melon mirror monkey mountain muffin museum
mushroom napkin needle nickel notebook nutmeg oasis ocean octopus olive onion orange orchard orchid otter oyster paddle palace
panda paper parrot pasta peach peanut pebble pencil penguin pepper piano picnic pigeon pillow pilot pirate planet
plum pocket pony potato puddle pumpkin puppet puzzle pyramid rabbit radio rainbow raven ribbon river robin rocket rose
saddle salad salmon sandal saturn saucer scarf school shadow shovel silver snail spider spoon squirrel statue summer sunset
swan table teapot temple thunder tiger tomato tractor trumpet tulip tunnel turtle umbrella valley vanilla velvet village
violin volcano waffle walnut window winter wizard yogurt zebra zipper
`
  .trim()
  .split(/\s+/u);
