// The resources of this library come from CMakeLists.txt; a static library needs one translation unit of its own.
namespace jixiao {
extern const int assetsLinked;
const int assetsLinked = 1;
} // namespace jixiao
