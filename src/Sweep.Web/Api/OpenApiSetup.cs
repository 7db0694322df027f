using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Sweep.Service.Views;

namespace Sweep.Web.Api;

/// <summary>The description of the API, made from its routes.</summary>
internal static class OpenApiSetup
{
    private const string Security = "key";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Sweep",
                Version = "v1",
                Description = "Submits hyperparameter sweeps, steers them and reads their results. Names are those of SQL and of the command line.",
            };

            // The address by which this copy was read is nobody else's.
            document.Servers = [];
            document.Tags = null;
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Security] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "A key, swp_ID_SECRET; `sweep key add NAME` makes one. A server that listens on loopback alone asks for none.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Security, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata, context.Document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            ApiSchemas.Describe(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiOperation operation, IList<object> metadata, OpenApiDocument? document)
    {
        operation.Tags = null;
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Why it was not done: a key that is missing (401) or does not allow it (403), too many requests (429), a database that is away (503), …",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemResult.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemView), document) },
            },
        };
        foreach (var header in metadata.OfType<RouteHeader>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Meaning,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        if (metadata.OfType<RouteQuery>().LastOrDefault() is { } query)
        {
            operation.Parameters ??= [];
            foreach (var parameter in query.Parameters)
                operation.Parameters.Add(Of(parameter));
        }

        if (metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy is { } scope)
            operation.Description = $"{operation.Description} Asks for scope {scope}.".TrimStart();
        if (metadata.OfType<ContentMark>().LastOrDefault() is { } mark && operation.Responses?["200"] is OpenApiResponse { Content: { } content })
        {
            var schema = content["application/json"];
            content.Clear();
            content[mark.MediaType] = schema;
        }
    }

    private static OpenApiParameter Of(QueryParameter parameter)
    {
        var one = new OpenApiSchema
        {
            Type = parameter.Least is null ? parameter.IsFlag ? JsonSchemaType.Boolean : JsonSchemaType.String : JsonSchemaType.Integer,
            Minimum = parameter.Least?.ToString(CultureInfo.InvariantCulture),
            Maximum = parameter.Most?.ToString(CultureInfo.InvariantCulture),
            Default = parameter.Default is { } text ? parameter.Least is null && !parameter.IsFlag ? JsonValue.Create(text) : JsonNode.Parse(text) : null,
            Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(value => (JsonNode)JsonValue.Create(value))],
        };
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Meaning,
            Schema = parameter.IsRepeated ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one,
        };
    }
}
