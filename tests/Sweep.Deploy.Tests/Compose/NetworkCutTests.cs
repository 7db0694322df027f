using System.Globalization;
using Sweep.Deploy.Tests.Engine;
using Sweep.Testing;

namespace Sweep.Deploy.Tests.Compose;

/// <summary>A silo's only network is taken from it: neither the other silos nor the database can be reached, and no connection is closed.</summary>
[Collection(Composition.Serial)]
public sealed class NetworkCutTests(Composition stack)
{
    private const string Spec =
        """
        name: cut
        parameters:
          pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]
          learning_rate: [0.0003, 0.001, 0.003]
          iterations: [5000]
          samples: [5000]
        replicates: 6
        record: { every: 50 }
        """;

    private const int Planned = 90;
    private const int Dead = 6;

    private static readonly TimeSpan BuriedLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Sweep_WithASiloCutOffItsNetwork_EndsAsACalmOneAndTheSiloComesBack()
    {
        await stack.UpAsync();
        stack.WriteSpec("cut.yaml", Spec);
        await stack.ComposeAsync("run --rm --no-deps -T client run /specs/cut.yaml --cluster");
        var calm = await NewestSweepAsync();
        Assert.Equal("3", await stack.SqlAsync($"SELECT count(DISTINCT silo) FROM trials WHERE sweep_id = '{calm}'"));

        await stack.ComposeAsync("run --rm --no-deps -T client submit /specs/cut.yaml --cluster");
        var cut = await NewestSweepAsync();
        Assert.NotEqual(calm, cut);
        await Eventually.TrueAsync(async () => await CountAsync($"trials WHERE sweep_id = '{cut}'") >= Planned / 10, "a tenth of the trials is stored", EndLimit);
        var victim = stack.Container("silo", 2);
        var name = $"{await Shell.RunAsync("podman", "exec", victim, "hostname")}/1";
        await Shell.RunAsync("podman", "network", "disconnect", stack.Network, victim);
        Assert.NotEqual(Planned, await CountAsync($"trials WHERE sweep_id = '{cut}'"));
        await Eventually.TrueAsync(
            async () => await CountAsync($"orleans_silos WHERE silo_name = '{name}' AND status = {Dead}") == 1, "the others declare the silo dead", BuriedLimit);
        await Shell.RunAsync("podman", "network", "connect", "--alias=silo", stack.Network, victim);

        await Eventually.TrueAsync(
            async () => await stack.SqlAsync($"SELECT state FROM sweeps WHERE id = '{cut}'") == "completed" && await CountAsync("leases") == 0,
            "the sweep is completed and no lease is left",
            EndLimit);
        await stack.ReadyAsync();
        await AssertAlikeAsync(calm, cut);
    }

    /// <summary>Reads only the database: all planned trials, each once, and every number the same, to the bit.</summary>
    private async Task AssertAlikeAsync(string calm, string cut)
    {
        foreach (var sweep in new[] { calm, cut })
            Assert.Equal($"{Planned}|{Planned}", await stack.SqlAsync($"SELECT count(*), count(DISTINCT number) FROM trials WHERE sweep_id = '{sweep}' AND state = 'completed'"));
        const string trained = "content_key, trained_iterations, final_loss, final_accuracy, best_loss, reached_at, converged_at, every, last_iteration, loss, accuracy";
        string Results(string sweep) => $"SELECT number, {trained} FROM trials JOIN loss_curves USING (sweep_id, number) WHERE sweep_id = '{sweep}'";
        Assert.Equal(Planned, await CountAsync($"({Results(calm)} INTERSECT {Results(cut)}) AS alike"));
    }

    private Task<string> NewestSweepAsync() => stack.SqlAsync("SELECT id FROM sweeps WHERE name = 'cut' ORDER BY created_at DESC LIMIT 1");

    private async Task<int> CountAsync(string rows) =>
        int.Parse(await stack.SqlAsync($"SELECT count(*) FROM {rows}"), NumberStyles.None, CultureInfo.InvariantCulture);
}
