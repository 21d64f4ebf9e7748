// The store's accounts in the shape that search wants.
#pragma once

#include <vector>

#include "search/query_names.h"
#include "store/store.h"

namespace kith::api::own {

inline std::vector<search::Account> search_accounts(const store::Store& store) {
    std::vector<search::Account> accounts;
    for (auto& account : store.accounts())
        accounts.push_back({account.id, std::move(account.network)});
    return accounts;
}

}  // namespace kith::api::own
