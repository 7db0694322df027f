using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Service.Views;
using Sweep.Storage;
using Sweep.Storage.DataSets;

namespace Sweep.Service;

/// <summary>The use cases of data sets over a store.</summary>
/// <param name="store">Stays the caller's.</param>
public sealed class DataSetService(IDataSetStore store) : IDataSets
{
    private const string Place = "name";

    public async Task<Answer<DataSetView>> AddAsync(NewDataSet set, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (DataSetNames.Check(Place, set.Name) is { } wrong)
            return new Refusal(RefusalKind.Invalid, wrong);
        var (stored, isNew) = await store.AddDataSetAsync(set, cancellation);
        if (stored.Hash == set.Table.Hash)
            return new DataSetView(stored) { Added = isNew };
        var holds = FormattableString.Invariant($"{stored.Rows} rows of {stored.Features.Length} features from {stored.Source}");
        return new Refusal(
            RefusalKind.Conflict, Named(set.Name, $"is the name of other numbers ({holds})", "take another name, or remove that data set first"));
    }

    public async Task<IReadOnlyList<DataSetView>> ListAsync(CancellationToken cancellation) =>
        [.. (await store.ListDataSetsAsync(cancellation)).Select(set => new DataSetView(set))];

    public async Task<Answer<DataSetView>> FindAsync(string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        return await store.FindDataSetAsync(name, cancellation) is { } set ? new DataSetView(set) : await UnknownAsync(name, cancellation);
    }

    public async Task<Answer<RemovedDataSet>> RemoveAsync(string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        var removal = await store.RemoveDataSetAsync(name, cancellation);
        if (removal.Hash is not { } hash)
            return await UnknownAsync(name, cancellation);
        if (removal.IsRemoved)
            return new RemovedDataSet(name, hash, removal.IsContentRemoved);
        var (subject, verb) = removal.Users.Count == 1 ? ("a sweep", "is") : ("sweeps", "are");
        var sweeps = Printable.Whole(string.Join(", ", removal.Users.Select(sweep => $"{sweep.Id:d} ({sweep.Name})")));
        return new Refusal(
            RefusalKind.NotAllowed, Named(name, $"is what {subject} that may still run {verb} trained on: {sweeps}", "wait for their end, or cancel them"));
    }

    private async Task<Refusal> UnknownAsync(string name, CancellationToken cancellation)
    {
        var names = (await store.ListDataSetsAsync(cancellation)).Select(set => set.Name).ToList();
        var there = names.Count == 0 ? "there is none yet" : $"there {(names.Count == 1 ? "is" : "are")} {Printable.Of(string.Join(", ", names), 400)}";
        return new Refusal(RefusalKind.NotFound, Named(name, "is no data set", $"{Suggestions.Question(name, names)}{there}"));
    }

    private static Problem Named(string name, string rule, string remedy) => new(Place, name, rule, remedy) { IsQuoted = true };
}
