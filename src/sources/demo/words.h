// Slots in the lines of the demo: "{晚上|今晚}吃{$dish}吧" becomes one of many sentences.
//   {a|b|c}      one of them; may be nested, may be empty
//   {@1 a|b|c}   the same, but all slots of a scene with the same digit take the same place in
//   their
//                row, so that an answer fits its question
//   {$dish}      a word of the list "dish", the same one throughout a scene; {$dish2} another of it
//   {$n=a|b}     one of them, which {$n} repeats
//   {#20-80}     a number; {#n=20-80} one that {$n} repeats
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sources/demo/dice.h"
#include "sources/demo/lines.h"
#include "sources/demo/texts.h"

namespace kith::sources::demo {

// What the slots of one scene stand for so far.
using Bound = std::map<std::string, std::string, std::less<>>;

// Immutable, any thread.
class Words {
  public:
    // name TAB word|word|…; throws Error{invalid} for anything else.
    static Words read(File file);

    // Throws Error{invalid} for an open brace or a list that does not exist; `at` is for its text.
    std::string fill(Place at, std::string_view text, Bound& bound, Dice& dice) const;

  private:
    void fill_slot(Place at, std::string_view slot, Bound& bound, Dice& dice,
                   std::string& out) const;
    std::string_view choose(Place at, std::string_view slot, Bound& bound, Dice& dice) const;
    std::string_view word(Place at, std::string_view name, Bound& bound, Dice& dice) const;

    std::map<std::string, std::vector<std::string>, std::less<>> lists_;
};

// Pieces between the separators that stand outside of braces.
std::vector<std::string_view> split_outside_braces(std::string_view text, char separator);

}  // namespace kith::sources::demo
