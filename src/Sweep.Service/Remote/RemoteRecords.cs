using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sweep.Service.Answers;
using Sweep.Service.Views;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Service.Remote;

/// <summary>Rows of sweeps from a server, as they come. A refusal, or a last row that does not come, is a <see cref="RefusalException"/>.</summary>
internal sealed class RemoteRecords(ServerClient client)
{
    /// <summary>So many numbers fit into an address.</summary>
    private const int MostNumbers = 100;

    public async IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var trial in ReadAsync(sweep, "trials", SweepJson.Default.TrialView, cancellation))
            yield return trial.Trial;
    }

    /// <summary>In order of number, of these trials alone where there are numbers.</summary>
    public async IAsyncEnumerable<CurveRecord> ReadCurvesAsync(
        Guid sweep, IReadOnlyCollection<long>? numbers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IEnumerable<string> parts = numbers is null ? [""] : numbers.Order().Chunk(MostNumbers).Select(some => $"?numbers={string.Join(',', some)}");
        foreach (var part in parts)
        {
            await foreach (var curve in ReadAsync(sweep, $"curves{part}", RecordJson.Default.CurveRecord, cancellation))
                yield return curve;
        }
    }

    public IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid sweep, CancellationToken cancellation) =>
        ReadAsync(sweep, "metrics", RecordJson.Default.MetricRecord, cancellation);

    private async IAsyncEnumerable<T> ReadAsync<T>(Guid sweep, string what, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var response = await client.OpenAsync($"{ServerClient.PathOf(sweep)}/records/{what}", cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        await using var rows = RecordLines.ReadAsync(body, type, cancellation).GetAsyncEnumerator(cancellation);
        while (await MoveNextAsync(rows))
            yield return rows.Current;
    }

    private async Task<bool> MoveNextAsync<T>(IAsyncEnumerator<T> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (JsonException)
        {
            throw client.Foreign();
        }
        catch (Exception failure) when (ServerClient.IsOfConnection(failure))
        {
            throw client.Broken(failure);
        }
    }
}
