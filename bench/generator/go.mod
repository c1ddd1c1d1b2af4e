module quorate/bench/generator

go 1.21
