// A list that many snapshots share: copying it copies a pointer. Changing it copies the items
// unless nobody else holds them.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace kith::store {

template <class T>
class SharedList {
  public:
    using value_type = T;
    using const_iterator = const T*;

    SharedList() = default;
    SharedList(std::vector<T> items) : items_{std::make_shared<std::vector<T>>(std::move(items))} {}
    SharedList(std::initializer_list<T> items) : SharedList{std::vector<T>(items)} {}

    const T* begin() const { return items_ ? items_->data() : nullptr; }
    const T* end() const { return items_ ? items_->data() + items_->size() : nullptr; }
    std::size_t size() const { return items_ ? items_->size() : 0; }
    bool empty() const { return size() == 0; }
    const T& operator[](std::size_t at) const { return (*items_)[at]; }
    const T& front() const { return items_->front(); }
    const T& back() const { return items_->back(); }

    // Before the list is shared with another thread only.
    void push_back(T item) { own().push_back(std::move(item)); }
    template <class... Args>
    void emplace_back(Args&&... args) {
        own().emplace_back(std::forward<Args>(args)...);
    }
    // The items to be changed: a copy when somebody else holds them.
    std::vector<T>& own() {
        if (!items_) items_ = std::make_shared<std::vector<T>>();
        if (items_.use_count() != 1) items_ = std::make_shared<std::vector<T>>(*items_);
        return *items_;
    }

  private:
    std::shared_ptr<std::vector<T>> items_;
};

}  // namespace kith::store
