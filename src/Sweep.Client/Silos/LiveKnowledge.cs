using System.Text.Json;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Storage;

namespace Sweep.Client.Silos;

/// <summary>What only live silos know: how busy they are, and what of a sweep is in training.</summary>
internal sealed record LiveKnowledge(IReadOnlyList<LiveSilo> Silos, SweepProgress Progress)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    /// <summary>Null where <c>--cluster</c> does not ask for it.</summary>
    /// <exception cref="Terminal.CliException">The cluster does not answer.</exception>
    public static async Task<LiveKnowledge?> AskAsync(Invocation call, ISweepStore store, Guid sweep, CancellationToken cancellation)
    {
        if (!call.Get(ClusterOption.Option))
            return null;
        await using var cluster = ClusterView.Open(call, store);
        await using var client = await cluster.JoinAsync(cancellation);
        var now = call.Context.Time.GetUtcNow();
        var silos = await LiveSilo.AskAsync(client, (await cluster.ReadAsync(cancellation)).Where(silo => silo.SeemsAlive(now)), now, cancellation);
        return new LiveKnowledge(silos, await ProgressAsync(client, store, sweep, cancellation));
    }

    public void Write(Utf8JsonWriter json, string name, DateTimeOffset now)
    {
        json.WriteStartObject(name);
        SilosView.WriteJson(json, "silos", Silos, now);
        json.WriteString("store_trouble", Progress.StoreTrouble);
        json.WriteStartArray("running");
        foreach (var trial in Progress.RunningTrials.OrderBy(trial => trial.Number))
        {
            json.WriteStartObject();
            json.WriteNumber("number", trial.Number);
            json.WriteNumber("attempt", trial.Attempt);
            json.WriteNumber("iteration", trial.Iteration);
            json.WriteNumber("iterations", trial.Iterations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task<SweepProgress> ProgressAsync(ClusterClient client, ISweepRegister sweeps, Guid sweep, CancellationToken cancellation)
    {
        try
        {
            return await client.Grains.GetGrain<ISweepGrain>(sweep).GetProgressAsync().WaitAsync(AnswerLimit, cancellation);
        }
        catch (Exception failure) when (ClusterClient.IsNoAnswer(failure))
        {
            // Its silo died just now; the store is asked, until another has taken the sweep up.
            return await StoredProgress.ReadAsync(sweeps, sweep, cancellation) ?? throw new StoreException($"sweep {sweep:d} is gone", false, failure);
        }
    }
}
