using CsCheck;
using Sweep.Core.Notifications;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

/// <summary>The section <c>notify</c> of specs.</summary>
public sealed class NotifySpecTests
{
    private const string Valid = "name: n\nparameters:\n  pattern: [circle]\n";
    private const string Remedy = "write https://example.org/hooks/sweep";
    private const string NameRemedy = "write the name under which the silo's operator has set it, such as SWEEP_WEBHOOK_SECRET";

    private static readonly Gen<NotifyTarget> AnyTarget = Gen.Select(
        Gen.Int[0, 1_000_000],
        Gen.Enum<NotifyEvent>().HashSet[1, 4],
        Gen.Bool,
        Gen.Int[1, 1_000_000].Nullable(),
        (place, events, isSigned, after) => new NotifyTarget($"https://example.org/{place}?a=\"b\"")
        {
            Events = [.. events.Order()],
            Secret = isSigned ? "KEY" : null,
            After = after is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        });

    public static TheoryData<string, string> Wrong => new()
    {
        { "notify:", "notify (line 4, column 8): has no value; write { url: https://example.org/hooks/sweep, events: [completed, failed] }" },
        { "notify: []", "notify (line 4, column 9): 0 receivers must be 1 to 10; write { url: https://example.org/hooks/sweep, events: [completed, failed] }, or leave it out" },
        { "notify: ftp://a.example", $"notify (line 4, column 9): ftp://a.example must be an address that starts with https:// or http://; {Remedy}" },
        { "notify: /hooks", $"notify (line 4, column 9): /hooks must be an address that starts with https:// or http://; {Remedy}" },
        { "notify: 'http:///hooks'", $"notify (line 4, column 9): \"http:///hooks\" must be an address that starts with https:// or http://; {Remedy}" },
        { "notify: 'https://a.example/a b'", $"notify (line 4, column 9): \"https://a.example/a b\" must be an address that starts with https:// or http://; {Remedy}" },
        {
            "notify: 'https://me:pass@a.example'",
            $"notify (line 4, column 9): \"https://…@a.example\" must have no user or password before its host: whoever reads the spec would read them; {Remedy}"
        },
        { "notify: 'https://a.example/#part'", $"notify (line 4, column 9): \"https://a.example/#part\" must have no # and what follows it, which is never sent; {Remedy}" },
        { "notify: { events: [failed] }", $"notify.url (line 4, column 9): is missing; {Remedy}" },
        { "notify: { url: https://a.example, event: [failed] }", "notify.event (line 4, column 35): is not a known key; did you mean \"events\"?" },
        { "notify: { url: https://a.example, events: [] }", "notify.events (line 4, column 43): a list must be a list of at least one event; write a list of: completed, failed, cancelled, stalled" },
        { "notify: { url: https://a.example, events: failed }", "notify.events (line 4, column 43): failed must be a list of at least one event; write a list of: completed, failed, cancelled, stalled" },
        { "notify: { url: https://a.example, events: [complete] }", "notify.events[0] (line 4, column 44): complete is no event; did you mean \"completed\"?" },
        { "notify: { url: https://a.example, events: [failed, failed] }", "notify.events[1] (line 4, column 52): failed is given twice; leave one of them out" },
        { "notify: { url: https://a.example, secret: a/b }", $"notify.secret (line 4, column 43): a/b must be a name of letters, digits, _, - and .; {NameRemedy}" },
        {
            "notify: { url: https://a.example, secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }",
            $"notify.secret (line 4, column 43): must be the name of a secret, and is a secret: it is in this file now, so make another; {NameRemedy}"
        },
        { "notify: { url: https://a.example, after: 0.5s }", "notify.after (line 4, column 42): 0.5s must be at least 1s; write a time such as 30m or 2h" },
        { "notify: { url: https://a.example, after: 1e14 }", "notify.after (line 4, column 42): 1e14 is too large for a time; write a time such as 30s, 10m or 2h" },
        {
            "notify: { url: https://a.example, events: [failed], after: 1h }",
            "notify.after (line 4, column 60): 1h is the time after which a sweep is stalled, of which this receiver is not told; add stalled to events, or leave it out"
        },
        { "notify: [https://a.example/x, https://a.example/x]", "notify[1] (line 4, column 31): a.example is given twice; give all its events in one place" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WrongReceiver_SaysWhatHelps(string ending, string message) =>
        Assert.Equal([message], SpecReader.Read(Valid + ending).Errors.Select(error => error.ToString()));

    [Fact]
    public void Read_ManyThingsWrong_SaysAllAtOnce()
    {
        var errors = SpecReader.Read(Valid + "notify:\n  - { url: ftp://a.example, events: [done], secret: a/b, after: 1 day }\n  - { events: [failed] }\nweight: 0\n").Errors;
        Assert.Equal(
            ["notify[0].url", "notify[0].events[0]", "notify[0].secret", "notify[0].after", "notify[1].url", "weight"], errors.Select(error => error.Path));
    }

    [Fact]
    public void Read_AddressAlone_IsToldOfEverything() =>
        Assert.Equal([new NotifyTarget("https://a.example/x?token=1")], Read("notify: https://a.example/x?token=1\n").Notify);

    [Fact]
    public void Read_ReceiverAndList_HaveWhatIsWritten()
    {
        var told = new NotifyTarget("http://10.0.0.1:9000")
        {
            Events = [NotifyEvent.Completed, NotifyEvent.Stalled],
            Secret = "HOOK.KEY",
            After = TimeSpan.FromMinutes(90),
        };
        const string Receiver = "{ url: http://10.0.0.1:9000, events: [stalled, completed], secret: HOOK.KEY, after: 1.5h }";
        Assert.Equal([told], Read($"notify: {Receiver}\n").Notify);
        Assert.Equal([told, new NotifyTarget("https://a.example")], Read($"notify:\n  - {Receiver}\n  - https://a.example\n").Notify);
    }

    [Fact]
    public void Canonical_AnyReceivers_ReadBackTheSame() => AnyTarget.Array[1, 10].Sample(targets =>
    {
        var spec = TestSpecs.Backprop with { Notify = [.. targets] };
        var json = CanonicalSpec.ToJson(spec);
        Assert.Equal(spec, CanonicalSpec.FromJson(json));
        Assert.Equal(spec.GetHashCode(), CanonicalSpec.FromJson(json).GetHashCode());
        Assert.True(spec.Notify.SequenceEqual(CanonicalNotify.Of(json)));
    });

    [Fact]
    public void Canonical_WithoutReceivers_SaysNothingOfThem()
    {
        var json = CanonicalSpec.ToJson(TestSpecs.Backprop);
        Assert.DoesNotContain("notify", json, StringComparison.Ordinal);
        Assert.Empty(CanonicalNotify.Of(json));
        Assert.Empty(CanonicalNotify.Of(CanonicalSpec.ToJson(TestSpecs.Backprop with { Name = "\"notify\"" })));
    }

    [Theory]
    [InlineData("""{"notify":5}""")]
    [InlineData("""{"notify":[{"url":"https://a.example"}]}""")]
    [InlineData("""{"notify":[{"url":"https://a.example","events":["done"]}]}""")]
    [InlineData("""{"notify":[{"url":"https://a.example","events":["failed"],"after":-1}]}""")]
    [InlineData("""{"notify":""")]
    public void Canonical_DamagedReceivers_AreRefused(string json) => Assert.Throws<FormatException>(() => CanonicalNotify.Of(json));

    // As weight and reuse: another address for the same submit key is another spec, and is refused rather than forgotten.
    [Fact]
    public void Hash_WithReceivers_IsThatOfAnotherSpec()
    {
        NotifyTarget target = new("https://a.example");
        SweepSpec[] specs =
        [
            TestSpecs.Backprop,
            TestSpecs.Backprop with { Notify = [target] },
            TestSpecs.Backprop with { Notify = [target with { Url = "https://b.example" }] },
            TestSpecs.Backprop with { Notify = [target with { Events = [NotifyEvent.Failed] }] },
            TestSpecs.Backprop with { Notify = [target with { Secret = "KEY" }] },
            TestSpecs.Backprop with { Notify = [target with { After = TimeSpan.FromHours(1) }] },
        ];
        Assert.Equal(specs.Length, specs.Select(spec => CanonicalSpec.Hash(CanonicalSpec.ToJson(spec))).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(specs.Length, specs.Distinct().Count());
    }

    [Fact]
    public void Trials_WithReceivers_AreThoseWithout()
    {
        var (told, silent) = (new SearchSpace(TestSpecs.Backprop with { Notify = [new NotifyTarget("https://a.example")] }), new SearchSpace(TestSpecs.Backprop));
        Assert.Equal(silent.PlannedTrials, told.PlannedTrials);
        for (var number = 0L; number < silent.PlannedTrials; number += 7)
        {
            Assert.Equal(silent.TrialAt(number), told.TrialAt(number));
            Assert.Equal(ContentKey.Of(silent.Spec.Trainer, silent.TrialAt(number)), ContentKey.Of(told.Spec.Trainer, told.TrialAt(number)));
        }
    }

    private static SweepSpec Read(string ending)
    {
        var read = SpecReader.Read(Valid + ending);
        Assert.Empty(read.Errors);
        return read.Spec!;
    }
}
