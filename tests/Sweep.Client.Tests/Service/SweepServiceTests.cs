using System.Text;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Service;

/// <summary>The use cases without a command line around them.</summary>
public sealed class SweepServiceTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly ISweepStore _store;
    private readonly SweepService _service;

    public SweepServiceTests()
    {
        _store = SweepStores.Open(Database, TimeProvider.System);
        _service = new SweepService(_store, TimeProvider.System);
    }

    private string Database => _folder.File("sweep.db");

    public async ValueTask InitializeAsync() => await _store.MigrateAsync(_cancellation);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Validate_WrongSpec_AnswersEveryProblemWithPlaceRuleAndRemedy()
    {
        var answer = await _service.ValidateAsync("{ name: bad, parameters: { pattern: [circle], learning_rate: [-0.1], samples: [0] } }"u8.ToArray(), _cancellation);
        Assert.False(answer.TryGet(out _, out var refusal));
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(["parameters.learning_rate[0]", "parameters.samples[0]"], refusal.Problems.OfType<SpecError>().Select(error => error.Path));
        Assert.All(refusal.Problems, problem => Assert.True(problem is { Place.Length: > 0, Value.Length: > 0, Rule.Length: > 0, Remedy.Length: > 0 }));
    }

    [Fact]
    public async Task Submit_TheSameKeyAgain_GivesTheSweepThatIsThere()
    {
        var first = (await _service.SubmitAsync(await SpecAsync("one"), "key", _cancellation)).Require();
        var again = (await _service.SubmitAsync(await SpecAsync("one"), "key", _cancellation)).Require();
        Assert.Equal((first.SweepId, true, false), (again.SweepId, first.Submitted, again.Submitted));
    }

    [Theory]
    [InlineData("key", RefusalKind.Conflict)]
    [InlineData("a\nb", RefusalKind.Invalid)]
    [InlineData("", RefusalKind.Invalid)]
    public async Task Submit_KeyThatCannotBe_IsRefusedAndStoresNothing(string key, RefusalKind kind)
    {
        await _service.SubmitAsync(await SpecAsync("one"), "key", _cancellation);
        Assert.Equal(kind, (await _service.SubmitAsync(await SpecAsync("another"), key, _cancellation)).Refusal?.Kind);
        Assert.Single((await _service.ListAsync(new SweepFilter(), _cancellation)).Sweeps);
    }

    [Theory]
    [InlineData("nonsense", RefusalKind.Invalid)]
    [InlineData("", RefusalKind.Invalid)]
    [InlineData("ffff", RefusalKind.NotFound)]
    [InlineData(SweepIds.Latest, RefusalKind.NotFound)]
    public async Task Find_IdOfNone_IsRefused(string id, RefusalKind kind) => Assert.Equal(kind, (await _service.FindAsync(id, _cancellation)).Refusal?.Kind);

    [Fact]
    public async Task Find_StartOfSeveralIds_IsRefusedWithThem()
    {
        var ids = new[] { await SubmitAsync("one"), await SubmitAsync("two") }.Select(sweep => sweep.Id.ToString("d")).ToArray();
        var refusal = (await _service.FindAsync("0", _cancellation)).Refusal!;
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.All(ids, id => Assert.Contains(refusal.Details, line => line.Contains(id, StringComparison.Ordinal)));
        Assert.Equal(ids[1], (await _service.FindAsync(SweepIds.Latest, _cancellation)).Require().Id.ToString("d"));
    }

    [Fact]
    public async Task Change_ThatTheStateDoesNotAllow_SaysWhyAndChangesNothing()
    {
        var sweep = await SubmitAsync("one");
        Assert.True((await _service.ChangeAsync(sweep, SweepState.Cancelled, _cancellation)).Changed);
        var change = await _service.ChangeAsync(sweep, SweepState.Paused, _cancellation);
        Assert.Equal((SweepState.Cancelled, false), (change.State, change.Changed));
        Assert.EndsWith("is cancelled: only running sweeps can be paused", change.Refused?.ToString(), StringComparison.Ordinal);
        Assert.Null((await _service.ChangeAsync(sweep, SweepState.Cancelled, _cancellation)).Refused);
    }

    [Fact]
    public async Task Watch_SweepThatEnds_EndsWithItsFinalState()
    {
        var sweep = await SubmitAsync("one");
        List<SweepState> seen = [];
        await foreach (var progress in _service.WatchAsync(sweep, _cancellation))
        {
            if (seen.Count == 0)
                await _service.ChangeAsync(sweep, SweepState.Cancelled, _cancellation);
            seen.Add(progress.State);
        }

        Assert.Equal(SweepState.Running, seen[0]);
        Assert.Equal(SweepState.Cancelled, seen[^1]);
    }

    [Fact]
    public async Task Change_ToWhatMayRun_HintsOnceAndToWhatRestsDoesNot()
    {
        var source = new HintedSource();
        var service = new SweepService(_store, TimeProvider.System, source);
        var sweep = (await service.SubmitAsync(await SpecAsync("hinted"), key: null, _cancellation)).Require().Sweep;
        Assert.Equal(1, source.Hints);
        await service.ChangeAsync(sweep, SweepState.Paused, _cancellation);
        Assert.Equal(1, source.Hints);
        await service.ChangeAsync(sweep, SweepState.Running, _cancellation);
        await service.ChangeAsync(sweep, SweepState.Running, _cancellation);
        Assert.Equal(2, source.Hints);
        await service.RetryFailedAsync(sweep.Id, _cancellation);
        Assert.Equal(3, source.Hints);
    }

    [Fact]
    public async Task Watch_SweepWhoseRowIsDeleted_IsRefusedAsGone()
    {
        var sweep = await SubmitAsync("one");
        var refusal = await Assert.ThrowsAsync<RefusalException>(async () =>
        {
            await foreach (var _ in _service.WatchAsync(sweep, _cancellation))
                await SqlRows.ReadAsync(Database, "DELETE FROM sweeps", _cancellation);
        });
        Assert.Equal(RefusalKind.Gone, refusal.Refusal.Kind);
    }

    private async Task<ValidSpec> SpecAsync(string name) =>
        (await _service.ValidateAsync(Encoding.UTF8.GetBytes($"{{ name: {name}, parameters: {{ pattern: [circle] }} }}"), _cancellation)).Require();

    private async Task<SweepRecord> SubmitAsync(string name) => (await _service.SubmitAsync(await SpecAsync(name), key: null, _cancellation)).Require().Sweep;

    private sealed class HintedSource : IProgressSource
    {
        public int Hints { get; private set; }

        public Task HintAsync()
        {
            Hints++;
            return Task.CompletedTask;
        }

        public Task<SweepProgress?> AskAsync(Guid sweep, CancellationToken cancellation) => Task.FromResult<SweepProgress?>(null);
    }
}
