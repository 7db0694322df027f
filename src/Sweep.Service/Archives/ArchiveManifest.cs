using Sweep.Core.Sweeps;

namespace Sweep.Service.Archives;

/// <summary>What an archive says of itself: the file <c>manifest.json</c>, which is written last.</summary>
/// <param name="Format">Of the folder and its files; raised where an older program would read them wrongly.</param>
/// <param name="WrittenBy">Version of the program.</param>
/// <param name="Database">Where the sweep was, by the name that people know.</param>
/// <param name="Tables">In the order in which they are restored, the sweep's own first.</param>
internal sealed record ArchiveManifest(
    int Format, string WrittenBy, Guid SweepId, string Name, SweepState State, int Numerics, string Database,
    DateTimeOffset ArchivedAt, IReadOnlyList<ArchivedTable> Tables)
{
    public const int PresentFormat = 1;

    public const string FileName = "manifest.json";
}
