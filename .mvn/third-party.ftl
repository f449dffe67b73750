# Third-party software

What this part holds of others' making, and under which licences. Made by `./taskforge release`.

| library | version | licence |
|---|---|---|
<#list dependencyMap as e><#assign project = e.getKey()/><#assign licenses = e.getValue()/>
| ${project.groupId}:${project.artifactId} | ${project.version} | <#list licenses as license>${license}<#sep>; </#list> |
</#list>
