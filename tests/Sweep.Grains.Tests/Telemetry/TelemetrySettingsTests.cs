using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Tests.Telemetry;

public sealed class TelemetrySettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    [Fact]
    public void Read_NothingSet_IsOff() => Assert.Equal(TelemetrySettings.Off, Read([], out _));

    [Fact]
    public void Read_OneAddressOverHttp_IsTheBaseOfEverySignal()
    {
        var settings = Read(new() { [Endpoint] = "http://box:4318/otlp/", [Protocol] = "http/protobuf" }, out _);
        Assert.Equal(new OtlpTarget(new Uri("http://box:4318/otlp/v1/traces"), false, null, null), settings.Traces);
        Assert.Equal(new Uri("http://box:4318/otlp/v1/metrics"), settings.Metrics!.Endpoint);
        Assert.Equal(new Uri("http://box:4318/otlp/v1/logs"), settings.Logs!.Endpoint);
    }

    [Fact]
    public void Read_OneSignalsOwnVariables_StandBeforeTheGeneral()
    {
        var settings = Read(
            new()
            {
                [Endpoint] = "http://box:4317",
                ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://other:9/in",
                ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = "key=value",
                ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "250",
                ["OTEL_METRICS_EXPORTER"] = "none",
                ["Sweep__TraceShare"] = "0.5",
                ["OTEL_TRACES_SAMPLER"] = "traceidratio",
                ["OTEL_TRACES_SAMPLER_ARG"] = "0.25",
            },
            out var errors);
        Assert.Empty(errors);
        Assert.Equal(new OtlpTarget(new Uri("http://other:9/in"), false, "key=value", TimeSpan.FromMilliseconds(250)), settings.Traces);
        Assert.Null(settings.Metrics);
        Assert.Equal(new OtlpTarget(new Uri("http://box:4317"), true, null, TimeSpan.FromMilliseconds(250)), settings.Logs);
        Assert.Equal((0.5, "traceidratio", 0.25), (settings.TrialShare, settings.Sampler, settings.SamplerArgument));
    }

    [Fact]
    public void Read_ExporterNamedWithoutAddress_GoesToTheStandardsOwn() =>
        Assert.Equal(new Uri("http://localhost:4317"), Read(new() { ["OTEL_TRACES_EXPORTER"] = "otlp" }, out _).Traces!.Endpoint);

    [Fact]
    public void Read_Disabled_IsOff() => Assert.True(Read(new() { [Endpoint] = "http://box:4317", ["OTEL_SDK_DISABLED"] = "true" }, out _).IsOff);

    [Fact]
    public void Read_WrongValues_NamesEachOnce()
    {
        Read(
            new()
            {
                [Endpoint] = "box",
                [Protocol] = "http/json",
                ["OTEL_LOGS_EXPORTER"] = "console",
                ["Sweep__TraceShare"] = "2",
            },
            out var errors);
        Assert.Equal(
            [
                "OTEL_EXPORTER_OTLP_PROTOCOL: \"http/json\" must be grpc or http/protobuf",
                "OTEL_EXPORTER_OTLP_ENDPOINT: \"box\" must be an address such as http://localhost:4317",
                "OTEL_LOGS_EXPORTER: \"console\" must be otlp or none",
                "Sweep__TraceShare: \"2\" must be a number from 0 to 1",
            ],
            errors);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "authorization s3cret", "its entry is no NAME=VALUE; write authorization=")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=s3cret,authorization s3cret", "its entry 2 of 2 is no NAME=VALUE")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=s3cret,,b=s3cret", "its entry 2 of 3 is no NAME=VALUE")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a b=s3cret", "its entry cannot be a header")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=s3cret%0as3cret", "its entry cannot be a header")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "content-type=s3cret", "its entry cannot be a header")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "user-agent=s3cret", "its entry cannot be a header")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://ann:s3cret@box:4317", "\"…@box:4317\" has a user or password in it, which would not be sent")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://ann:s3cret@box:4317", "\"…@box:4317\" must be an address")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ann:sec@s3cret@box", "\"…@box\" must be an address")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "\"http/json\" must be grpc or http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "0", "\"0\" must be a whole number of milliseconds")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s", "\"10s\" must be a whole number of milliseconds")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "zip", "\"zip\" must be gzip or none")]
    [InlineData("OTEL_EXPORTER_OTLP_CERTIFICATE", "/nowhere.pem", "/nowhere.pem is no file")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "0", "\"0\" must be a whole number of milliseconds, 1 or more")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "1m", "\"1m\" must be a whole number of milliseconds, 1 or more")]
    [InlineData("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "4096", "4096 must be at most OTEL_BSP_MAX_QUEUE_SIZE, 2048")]
    [InlineData("OTEL_BLRP_SCHEDULE_DELAY", "-1", "\"-1\" must be a whole number of milliseconds, 1 or more")]
    [InlineData("OTEL_SPAN_LINK_COUNT_LIMIT", "many", "\"many\" must be a whole number of 0 or more")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "team=s3cret,s3cret", "its entry 2 of 2 is no NAME=VALUE")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "\"sometimes\" must be one of always_on")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "50%", "\"50%\" must be a number from 0 to 1")]
    [InlineData("OTEL_SDK_DISABLED", "yes", "\"yes\" must be true or false")]
    public void Read_WrongValue_NamesItsVariableAndRuleAndNoSecret(string variable, string value, string expected)
    {
        Read(new() { [Endpoint] = "http://box:4317", [variable] = value }, out var errors);
        var error = Assert.Single(errors);
        Assert.StartsWith($"{variable}: {expected}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3c", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HeadersAsTheStandardHasThem_AreTaken()
    {
        var settings = Read(new() { [Endpoint] = "http://box:4317", ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer%20abc=,x-scope=1," }, out var errors);
        Assert.Empty(errors);
        Assert.DoesNotContain("abc", settings.ToString(), StringComparison.Ordinal);
    }

    private static TelemetrySettings Read(Dictionary<string, string> variables, out List<string> errors)
    {
        errors = [];
        return TelemetrySettings.Read(name => variables.GetValueOrDefault(name), errors);
    }
}
