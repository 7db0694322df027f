using System.Globalization;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Compose;

/// <summary>The same sweep on the silos of a composition, once undisturbed and then again and again while things are done to them.</summary>
internal sealed class ComposedSweeps(Composition stack)
{
    public const int Planned = 90;

    private const string Name = "faults";
    private const int Dead = 6;

    private const string Spec =
        $$"""
        name: {{Name}}
        parameters:
          pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]
          learning_rate: [0.0003, 0.001, 0.003]
          iterations: [5000]
          samples: [5000]
        replicates: 6
        record: { every: 50 }
        reuse: none
        """;

    private static readonly TimeSpan BuriedLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(3);

    private string? _calm;

    /// <summary>Brings all up, has the undisturbed sweep first where there was none yet, and starts another: its id, once a tenth of it is stored.</summary>
    public async Task<string> StartAsync()
    {
        await stack.UpAsync();
        await stack.ReadyAsync();
        if (_calm is null)
        {
            stack.WriteSpec($"{Name}.yaml", Spec);
            await stack.ComposeAsync($"run --rm --no-deps -T client run /specs/{Name}.yaml --cluster");
            _calm = await NewestAsync();
            Assert.Equal("3", await stack.SqlAsync($"SELECT count(DISTINCT silo) FROM trials WHERE sweep_id = '{_calm}'"));
        }

        await stack.ComposeAsync($"run --rm --no-deps -T client submit /specs/{Name}.yaml --cluster");
        var sweep = await NewestAsync();
        Assert.NotEqual(_calm, sweep);
        await StoredAsync(sweep, Planned / 10);
        return sweep;
    }

    /// <summary>Waits until so many trials are stored.</summary>
    public Task StoredAsync(string sweep, int trials) => Eventually.TrueAsync(
        async () => await CountAsync($"trials WHERE sweep_id = '{sweep}'") >= trials, FormattableString.Invariant($"{trials} trials are stored"), EndLimit);

    /// <summary>Waits until the silos declare that of this name dead.</summary>
    public Task BuriedAsync(string name) => Eventually.TrueAsync(
        async () => await CountAsync($"orleans_silos WHERE silo_name = '{name}' AND status = {Dead}") >= 1, "the others declare the silo dead", BuriedLimit);

    /// <summary>
    /// Waits for the end and for all silos; then all planned trials are there, each once, and every number is that of the undisturbed sweep, to the
    /// bit.
    /// </summary>
    public async Task EndsAsCalmAsync(string sweep)
    {
        await Eventually.TrueAsync(
            async () => await stack.SqlAsync($"SELECT state FROM sweeps WHERE id = '{sweep}'") == "completed" && await CountAsync("leases") == 0,
            "the sweep is completed and no lease is left",
            EndLimit);
        await stack.ReadyAsync();
        foreach (var id in new[] { _calm!, sweep })
            Assert.Equal($"{Planned}|{Planned}", await stack.SqlAsync($"SELECT count(*), count(DISTINCT number) FROM trials WHERE sweep_id = '{id}' AND state = 'completed'"));
        const string trained = "content_key, trained_iterations, final_loss, final_accuracy, best_loss, reached_at, converged_at, every, last_iteration, loss, accuracy";
        string Results(string id) => $"SELECT number, {trained} FROM trials JOIN loss_curves USING (sweep_id, number) WHERE sweep_id = '{id}'";
        Assert.Equal(Planned, await CountAsync($"({Results(_calm!)} INTERSECT {Results(sweep)}) AS alike"));
    }

    /// <summary>How many rows there are.</summary>
    /// <param name="rows">What follows FROM.</param>
    public async Task<int> CountAsync(string rows) =>
        int.Parse(await stack.SqlAsync($"SELECT count(*) FROM {rows}"), NumberStyles.None, CultureInfo.InvariantCulture);

    private Task<string> NewestAsync() => stack.SqlAsync($"SELECT id FROM sweeps WHERE name = '{Name}' ORDER BY created_at DESC LIMIT 1");
}
