using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Grains.Contracts;
using Sweep.Service.Answers;
using Sweep.Service.Remote;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Client.Tests.Remote;

public sealed class SweepEventsTests
{
    private static readonly SweepSpec Spec = TestSweeps.Grid("one", [Pattern.Circle], [20], [30], replicates: 4) with
    {
        Objective = new Objective("accuracy", Goal.Maximize),
    };

    private static readonly SweepRecord Sweep = new(
        Guid.Parse("0192f1a0-abcd-7eef-8123-456789abcdef"), "one", "", CanonicalSpec.ToJson(Spec), "", null, SweepState.Running, null, 2, 4, 0,
        null, null, 0, default, null);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_WhoseConnectionIsLost_GoesOnFromTheLastEvent()
    {
        var transport = new FakeTransport(
            FakeTransport.Stream(Text($"retry: 100\n\n: \n\n{Event("a-1", 1)}event: progr")),
            FakeTransport.Away(HttpRequestError.ConnectionError),
            FakeTransport.Stream(Text(Event("a-2", 2) + Event("a-4", 4, SweepState.Completed))));
        using var server = transport.Server(_time);
        var told = await PassTimeAsync(ReadAsync(server));
        Assert.Equal([1, 2, 4], told.Select(progress => progress.Completed));
        Assert.Equal([null, "a-1", "a-1"], transport.LastEventIds);
        Assert.All(transport.Requests, request => Assert.Equal($"GET /v1/sweeps/{Sweep.Id:d}/events?trials=true", request));
    }

    [Fact]
    public async Task Watch_OfAConnectionThatSaysNothing_ConnectsAgain()
    {
        var silent = new Pipe();
        await silent.Writer.WriteAsync(Encoding.UTF8.GetBytes(Event("a-1", 1)), _cancellation);
        using var server = new FakeTransport(
            FakeTransport.Stream(silent.Reader.AsStream()), FakeTransport.Stream(Text(Event("a-4", 4, SweepState.Completed)))).Server(_time);
        Assert.Equal([1, 4], (await PassTimeAsync(ReadAsync(server))).Select(progress => progress.Completed));
    }

    [Fact]
    public async Task Watch_OfAServerThatIsAway_SaysSoOnceAndWhenItIsBack()
    {
        var away = FakeTransport.Away(HttpRequestError.ConnectionError);
        List<bool> answers = [];
        using var server = new FakeTransport(
            FakeTransport.Stream(Text(Event("a-1", 1))), away, away, away, away, away, FakeTransport.Stream(Text(Event("a-4", 4, SweepState.Completed))))
            .Server(_time, answers: answers.Add);
        await PassTimeAsync(ReadAsync(server));
        Assert.Equal([false, true], answers);
    }

    [Fact]
    public async Task Watch_OfAServerThatStaysAway_EndsAfterTenMinutes()
    {
        using var server = new FakeTransport(FakeTransport.Stream(Text(Event("a-1", 1))), FakeTransport.Away(HttpRequestError.ConnectionError)).Server(_time);
        var start = _time.GetUtcNow();
        var refused = await Assert.ThrowsAsync<RefusalException>(() => PassTimeAsync(ReadAsync(server), seconds: 10));
        Assert.Equal(RefusalKind.Failed, refused.Refusal.Kind);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Watch_OfASweepThatIsDeleted_EndsWithTheReason()
    {
        var problem = JsonSerializer.Serialize(
            new ProblemView("", "Gone", 410, "sweep one is not there any more", [new ErrorView("", null, null, "", "sweep one is not there any more", "")], null),
            SweepJson.Default.ProblemView);
        using var server = new FakeTransport(FakeTransport.Stream(Text($"event: younger\ndata: {{}}\n\nevent: problem\nid: gone\ndata: {problem}\n\n"))).Server(_time);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => ReadAsync(server));
        Assert.Equal((RefusalKind.Gone, "sweep one is not there any more"), (refused.Refusal.Kind, refused.Message));
    }

    [Fact]
    public void Progress_ThereAndBack_IsTheSame()
    {
        var progress = new SweepProgress
        {
            Id = Sweep.Id,
            Name = "one",
            State = SweepState.Running,
            Planned = 4,
            Completed = 1,
            Pruned = 1,
            TrainSeconds = 0.1 + 0.2,
            TrainedIterations = 40,
            Fraction = 0.5,
            SecondsLeft = 12.5,
            TrialsPerSecond = 3,
            RunningTrials = [new TrialProgress(2, 1, 5, 20, 0.75), new TrialProgress(3, 2, 0, 20, double.NaN)],
            Best = new BestTrial(1, null, -0.875),
            StoreTrouble = "busy",
            Prefix = 1,
        };
        var view = SweepProgressView.Of(progress, Sweep);
        Assert.Equal(0.875, view.Best!.BestObjective);
        var text = JsonSerializer.Serialize(view, SweepJson.Default.SweepProgressView);
        var read = JsonSerializer.Deserialize(text, SweepJson.Default.SweepProgressView)!.ToProgress(Sweep);
        Assert.Equal(progress.RunningTrials, read.RunningTrials);
        Assert.Equal(progress with { RunningTrials = [] }, read with { RunningTrials = [] });
    }

    private async Task<List<SweepProgress>> ReadAsync(SweepServer server)
    {
        List<SweepProgress> told = [];
        await foreach (var progress in server.Sweeps.WatchAsync(Sweep, _cancellation))
            told.Add(progress);
        return told;
    }

    private async Task<T> PassTimeAsync<T>(Task<T> answer, int seconds = 1)
    {
        await Eventually.TrueAsync(
            () =>
            {
                if (!answer.IsCompleted)
                    _time.Advance(TimeSpan.FromSeconds(seconds));
                return answer.IsCompleted;
            },
            "it ends");
        return await answer;
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Event(string id, long completed, SweepState state = SweepState.Running)
    {
        var progress = new SweepProgress { Id = Sweep.Id, Name = "one", State = state, Planned = 4, Completed = completed };
        return $"event: progress\nid: {id}\ndata: {JsonSerializer.Serialize(SweepProgressView.Of(progress, Sweep), SweepJson.Default.SweepProgressView)}\n\n";
    }
}
