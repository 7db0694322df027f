using Sweep.Service.Answers;
using Sweep.Service.Views;
using Sweep.Storage.DataSets;

namespace Sweep.Service.Remote;

/// <summary>Data sets by way of a server.</summary>
internal sealed class RemoteDataSets(ServerClient client) : IDataSets
{
    public async Task<Answer<DataSetView>> AddAsync(NewDataSet set, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        var query = $"label={Uri.EscapeDataString(set.Label)}&positive={Uri.EscapeDataString(set.Positive)}&source={Uri.EscapeDataString(set.Source)}";
        var answer = await client.AskAsync(
            HttpMethod.Put, $"{PathOf(set.Name)}?{query}", SweepJson.Default.DataSetView, cancellation,
            request =>
            {
                request.Content = new TableContent(set);
                request.Options.Set(RetryHandler.IsRepeatable, true);
                request.Options.Set(ServerClient.TakesItsTime, true);
            });

        // There is nothing else that would not allow it.
        return answer.Refusal is { Kind: RefusalKind.NotAllowed } taken ? taken with { Kind = RefusalKind.Conflict } : answer;
    }

    public async Task<IReadOnlyList<DataSetView>> ListAsync(CancellationToken cancellation) =>
        (await client.AskAsync(HttpMethod.Get, "data", SweepJson.Default.StoredDataSets, cancellation)).Require().DataSets;

    public Task<Answer<DataSetView>> FindAsync(string name, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Get, PathOf(name), SweepJson.Default.DataSetView, cancellation);

    public Task<Answer<RemovedDataSet>> RemoveAsync(string name, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Delete, PathOf(name), SweepJson.Default.RemovedDataSet, cancellation);

    private static string PathOf(string name) => $"data/{Uri.EscapeDataString(name)}";
}
